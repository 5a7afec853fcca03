package coqui.http;

import coqui.speech.ModelLoadException;
import coqui.speech.SpeechException;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request whose route failed.
 * Reads the exception that was caught; leaves the JSON error body, its status and headers.
 */
public final class ErrorResponse implements Processor {

  private static final Logger log = LoggerFactory.getLogger(ErrorResponse.class);

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem = Problem.of(failure);
    HttpServerResponse response = exchange.getIn(HttpMessage.class).getResponse();
    String requestId = RequestId.of(response);
    boolean alreadyLogged = SpeechException.in(failure).filter(ModelLoadException.class::isInstance).isPresent();
    if (problem.status() == 500 && !alreadyLogged) {
      log.error("request {} failed: {}", requestId, failure.toString(), failure);
    }
    Message answer = exchange.getMessage();
    answer.removeHeaders("*");
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
    answer.setHeader(Exchange.CONTENT_TYPE, RouterEdge.JSON);
    problem.headers().forEach(answer::setHeader);
    answer.setBody(ByteBuffer.wrap(problem.json(requestId)));
  }
}
