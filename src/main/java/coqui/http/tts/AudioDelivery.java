package coqui.http.tts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioEncoder;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import coqui.contract.RequestSchema;
import coqui.http.AcceptHeader;
import coqui.http.Problem;
import coqui.http.QueryFlag;
import coqui.http.RefusedRequestException;
import coqui.pipeline.AnswerEncoding;
import coqui.speech.InvalidRequestException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads how a client wants its speech delivered: in which format, as a whole or while it is spoken. The format is
 * that of {@code output_format}, else what the Accept header would rather have, else WAV. HTTP/1.0 has no way to send
 * what has no known length, so its clients get the whole.
 */
public final class AudioDelivery {

  private static final String STREAM = "stream";
  private static final String FORMAT = "output_format";

  private final QueryFlag streamed;
  private final AudioEncoder encoder;
  private final Duration stallLimit;

  /**
   * @param query schema of the query
   * @param stallLimit how long a client may take nothing of what is streamed to it
   */
  public AudioDelivery(RequestSchema query, AudioEncoder encoder, Duration stallLimit) {
    this.streamed = new QueryFlag(query, STREAM);
    this.encoder = encoder;
    this.stallLimit = stallLimit;
  }

  /**
   * Tells the steps of {@code exchange}.
   *
   * @param asked the fields of the request, as the contract allows them
   * @throws InvalidRequestException if the query and the body want one thing and another
   * @throws RefusedRequestException if the client takes no such format
   */
  public void heed(ObjectNode asked, Exchange exchange) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    AcceptHeader accept = new AcceptHeader(request.headers().getAll(HttpHeaders.ACCEPT));
    deliver(new AudioEncoding(format(asked, accept), 1), isStreamed(asked, request), exchange);
  }

  /** Has the speech of {@code exchange} delivered so. */
  public void deliver(AudioEncoding encoding, boolean whileItIsSpoken, Exchange exchange) {
    deliver(encoding, AudioFraming.none(encoding.format().mediaType()), whileItIsSpoken, exchange);
  }

  /**
   * The same in a body that is framed.
   *
   * @param framing of what is sent while it is spoken; the whole is framed by nobody here
   */
  public void deliver(AudioEncoding encoding, AudioFraming framing, boolean whileItIsSpoken, Exchange exchange) {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    HttpServerRequest request = message.getRequest();
    AnswerEncoding.store(encoding, exchange);
    if (whileItIsSpoken && request.version() != HttpVersion.HTTP_1_0) {
      new ChunkedAnswer(message.getResponse(), request.connection(), encoder, encoding, framing, stallLimit)
          .storeIn(exchange);
    }
  }

  private static AudioFormat format(ObjectNode asked, AcceptHeader accept) {
    List<AudioFormat> possible = asked.has(FORMAT)
        ? List.of(AudioFormat.named(asked.path(FORMAT).asText()).orElseThrow())
        : List.of(AudioFormat.values());
    return accept.best(possible, AudioFormat::mediaType).orElseThrow(() -> new RefusedRequestException(
        Problem.notAcceptable(possible.stream().map(AudioFormat::mediaType).toList())));
  }

  private boolean isStreamed(ObjectNode asked, HttpServerRequest request) {
    Optional<Boolean> query = streamed.in(request);
    boolean body = asked.path(STREAM).asBoolean();
    if (query.isPresent() && asked.has(STREAM) && query.get() != body) {
      throw InvalidRequestException.ofField(STREAM,
          "stream is %s in the query and %s in the body; send it once.".formatted(query.get(), body));
    }
    return query.orElse(body);
  }
}
