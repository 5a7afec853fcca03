package coqui.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.ErrorBody;
import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.RequestLife;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Makes a message of a failure, for routes of your own.
 * Reads the exception that was caught; leaves the bytes of a JSON object like the body of an error over HTTP.
 */
public final class ErrorMessage implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InferenceLog inferences;

  public ErrorMessage(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem = Problem.of(failure);
    inferences.failed(exchange, problem.code(), Optional.of(failure).filter(fault -> problem.status() == 500));
    exchange.getMessage().setBody(JSON.writeValueAsBytes(
        Map.of("error", ErrorBody.of(problem, RequestLife.of(exchange).id()))));
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, JsonAnswer.MEDIA_TYPE);
  }
}
