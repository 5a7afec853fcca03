package coqui.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
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
 * Reads how a client wants its speech delivered: in which format, as a whole or while it is spoken. HTTP/1.0 has no way
 * to send what has no known length, so its clients get the whole.
 */
public final class AudioDelivery {

  private static final String STREAM = "stream";

  private final QueryFlag streamed;
  private final Duration stallLimit;

  /**
   * @param query schema of the query
   * @param stallLimit how long a client may take nothing of what is streamed to it
   */
  public AudioDelivery(RequestSchema query, Duration stallLimit) {
    this.streamed = new QueryFlag(query, STREAM);
    this.stallLimit = stallLimit;
  }

  /**
   * Tells the steps of {@code exchange}.
   *
   * @param asked the fields of the request, as the contract allows them
   * @throws InvalidRequestException if the query and the body want one thing and another
   * @throws RefusedRequestException if the client takes no such format
   */
  void heed(ObjectNode asked, Exchange exchange) {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    HttpServerRequest request = message.getRequest();
    AudioFormat format = asked.path("output_format").asText().equals("pcm") ? AudioFormat.PCM : AudioFormat.WAV;
    if (!new AcceptHeader(request.headers().getAll(HttpHeaders.ACCEPT)).takes(format.mediaType())) {
      throw new RefusedRequestException(Problem.notAcceptable(List.of(format.mediaType())));
    }
    format.storeIn(exchange);
    if (isStreamed(asked, request) && request.version() != HttpVersion.HTTP_1_0) {
      new ChunkedAnswer(message.getResponse(), request.connection(), format, stallLimit).storeIn(exchange);
    }
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
