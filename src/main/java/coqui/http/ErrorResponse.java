package coqui.http;

import coqui.pipeline.InferenceLog;
import coqui.speech.ModelLoadException;
import coqui.speech.SpeechException;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
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

  private final InferenceLog inferences;

  public ErrorResponse(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem = Problem.of(failure);
    HttpServerResponse response = exchange.getIn(HttpMessage.class).getResponse();
    String requestId = RequestId.of(response);
    boolean alreadyLogged = SpeechException.in(failure).filter(ModelLoadException.class::isInstance).isPresent();
    boolean ours = problem.status() == 500 && !alreadyLogged;
    boolean told = inferences.failed(exchange, problem.code(), Optional.of(failure).filter(fault -> ours));
    if (ours && !told) {
      log.error("The request failed", failure);
    }
    Message answer = exchange.getMessage();
    answer.removeHeaders("*");
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
    answer.setHeader(Exchange.CONTENT_TYPE, RouterEdge.JSON);
    problem.headers().forEach(answer::setHeader);
    answer.setBody(ByteBuffer.wrap(problem.json(requestId)));
  }
}
