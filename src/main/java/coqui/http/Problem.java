package coqui.http;

import coqui.speech.BuiltInVoiceException;
import coqui.speech.ClientLeftException;
import coqui.speech.EngineBusyException;
import coqui.speech.InvalidRequestException;
import coqui.speech.ModelLoadingException;
import coqui.speech.OverloadedException;
import coqui.speech.RequestTimeoutException;
import coqui.speech.ShuttingDownException;
import coqui.speech.SpeechException;
import coqui.speech.UnknownVoiceException;
import coqui.speech.VoiceExistsException;
import coqui.speech.VoiceQuotaException;
import java.util.List;
import java.util.Map;

/**
 * Why a request gets no speech, as a client sees it.
 *
 * @param status of HTTP
 * @param code stable, for programs
 * @param message for people: what was found, what is expected, what to do
 * @param details further members of the error body
 * @param headers of the answer beside those that every error has
 */
public record Problem(
    int status, String code, String message, Map<String, Object> details, Map<String, String> headers) {

  /** What is said where nothing is. */
  public static final Problem NOT_FOUND = of(404, "not_found", "There is nothing at this path.");

  private static final int CLIENT_LEFT = 499;   // as nginx has it; in logs only

  private static final String RETRY_WHEN_LOADED_SECONDS = "5";
  private static final String RETRY_WHEN_LESS_BUSY_SECONDS = "2";
  private static final String RETRY_WITH_THE_NEXT_SECONDS = "5";

  /** One without further members and headers. */
  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, Map.of(), Map.of());
  }

  /** The body comes in a form that is not read here. */
  public static Problem unsupportedMediaType(List<String> supported) {
    return new Problem(415, "unsupported_media_type",
        "Send the body as %s, with that Content-Type, in UTF-8 and not compressed."
            .formatted(String.join(" or ", supported)),
        Map.of("supported_media_types", supported), Map.of());
  }

  /** The client takes nothing that is to be had. */
  public static Problem notAcceptable(List<String> produced) {
    return new Problem(406, "not_acceptable",
        "This path answers with %s; let the Accept header allow that, or leave it out."
            .formatted(String.join(" or ", produced)),
        Map.of("supported_media_types", produced), Map.of());
  }

  /**
   * The one place that gives an exception its status. What nobody expected is told as such, without its inner
   * details.
   */
  public static Problem of(Throwable failure) {
    if (failure instanceof RefusedRequestException refused) {
      return refused.problem();
    }
    return SpeechException.in(failure)
        .map(Problem::of)
        .orElseGet(() -> of(500, "internal_error", "Something went wrong here; the log has it under this request_id."));
  }

  private static Problem of(SpeechException failure) {
    int status = 500;
    Map<String, String> headers = Map.of();
    if (failure instanceof InvalidRequestException) {
      status = 400;
    } else if (failure instanceof VoiceQuotaException || failure instanceof BuiltInVoiceException) {
      status = 403;
    } else if (failure instanceof UnknownVoiceException) {
      status = 404;
    } else if (failure instanceof VoiceExistsException) {
      status = 409;
    } else if (failure instanceof ModelLoadingException) {
      status = 503;
      headers = Map.of("Retry-After", RETRY_WHEN_LOADED_SECONDS);
    } else if (failure instanceof EngineBusyException) {
      status = 503;
      headers = Map.of("Retry-After", RETRY_WHEN_LESS_BUSY_SECONDS);
    } else if (failure instanceof OverloadedException overloaded) {
      status = 503;
      headers = Map.of("Retry-After", Long.toString(overloaded.retryAfter().toSeconds()));
    } else if (failure instanceof ShuttingDownException) {
      status = 503;
      headers = Map.of("Retry-After", RETRY_WITH_THE_NEXT_SECONDS, "Connection", "close");
    } else if (failure instanceof RequestTimeoutException) {
      status = 504;
    } else if (failure instanceof ClientLeftException) {
      status = CLIENT_LEFT;
    }
    return new Problem(status, failure.code(), failure.getMessage(), failure.details(), headers);
  }
}
