package coqui.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How an error is written: below {@code /v1/}, where the clients are OpenAI's, as OpenAI's service writes it; elsewhere
 * as this service does.
 */
enum ErrorShape {

  /** {@code {"error":{"code","message","request_id",…}}}. */
  OWN {
    @Override
    Map<String, Object> members(Problem problem, String requestId) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", problem.code());
      error.put("message", problem.message());
      error.put("request_id", requestId);
      error.putAll(problem.details());
      return error;
    }
  },

  /**
   * {@code {"error":{"message","type","param","code","request_id",…}}}: the first four are OpenAI's, with the field
   * as {@code param}, which is null where none is to blame; the others are this service's.
   */
  OPENAI {
    @Override
    Map<String, Object> members(Problem problem, String requestId) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("message", problem.message());
      error.put("type", type(problem.status()));
      error.put("param", param(problem.details().get(FIELD)));
      error.put("code", problem.code());
      error.put("request_id", requestId);
      error.putAll(problem.details());
      error.remove(FIELD);
      return error;
    }

    @Override
    Map<String, String> headers(Problem problem) {
      if (!HOPELESS.contains(problem.code())) {
        return problem.headers();
      }
      Map<String, String> headers = new LinkedHashMap<>(problem.headers());
      headers.put("X-Should-Retry", "false");
      return headers;
    }
  };

  private static final String BELOW = "/v1/";
  private static final String FIELD = "field";

  /** Fields of this service that have another name there: whoever checks what is spoken knows them by their own. */
  private static final Map<String, String> PARAMS = Map.of("text", "input", "speaker_id", "voice");

  /** What OpenAI's clients would ask again for after such a status, although it would not help or costs as much. */
  private static final Set<String> HOPELESS =
      Set.of("model_load_failed", "request_timeout", "voice_exists", "voice_storage_failed");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What the clients of a path expect.
   *
   * @param path of the request; null where it has none that can be read
   */
  static ErrorShape at(String path) {
    return path != null && path.startsWith(BELOW) ? OPENAI : OWN;
  }

  private static String type(int status) {
    if (status == 429) {
      return "rate_limit_error";
    }
    return status < 500 ? "invalid_request_error" : "server_error";
  }

  private static Object param(Object field) {
    return field == null ? null : PARAMS.getOrDefault(field, field.toString());
  }

  abstract Map<String, Object> members(Problem problem, String requestId);

  /** Those of the answer beside the ones that every error has. */
  Map<String, String> headers(Problem problem) {
    return problem.headers();
  }

  /** The body, UTF-8. */
  byte[] json(Problem problem, String requestId) {
    try {
      // By way of a string, which lets half a surrogate pair pass (as "?"); Jackson's own UTF-8 writer throws.
      return JSON.writeValueAsString(Map.of("error", members(problem, requestId))).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("details of " + problem.code() + " cannot be written as JSON", e);
    }
  }
}
