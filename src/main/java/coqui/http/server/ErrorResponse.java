package coqui.http.server;

import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RequestId;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.RequestLife;
import coqui.speech.ModelLoadException;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a request whose route failed.
 * Reads the exception that was caught; leaves the JSON error body, its status and headers. An answer that has begun
 * already is broken off.
 */
public final class ErrorResponse implements Processor {

  private static final Logger log = LoggerFactory.getLogger(ErrorResponse.class);

  private final InferenceLog inferences;

  public ErrorResponse(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) throws InterruptedException {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem = Problem.of(failure);
    HttpServerResponse response = exchange.getIn(HttpMessage.class).getResponse();
    boolean alreadyLogged = SpeechException.in(failure).filter(ModelLoadException.class::isInstance).isPresent();
    boolean ours = problem.status() == 500 && !alreadyLogged;
    boolean told = inferences.failed(exchange, problem.code(), Optional.of(failure).filter(fault -> ours));
    if (ours && !told) {
      log.error("The request failed", failure);
    }
    Message answer = exchange.getMessage();
    if (response.headWritten()) {   // of a streamed answer: what is there of it is no whole, and must not look like one
      RequestLife.of(exchange).end(SpeechException.in(failure)
          .orElseGet(() -> new SynthesisException("The answer broke off.", failure)));
      abort(response, exchange.getIn(HttpMessage.class).getRequest().connection());
      answer.setBody(null);
      return;
    }
    answer.removeHeaders("*");
    answer.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
    answer.setHeader(Exchange.CONTENT_TYPE, JsonAnswer.MEDIA_TYPE);
    ErrorShape shape = ErrorShape.at(exchange.getIn(HttpMessage.class).getRequest().path());
    shape.headers(problem).forEach(answer::setHeader);
    answer.setBody(ByteBuffer.wrap(shape.json(problem, RequestId.of(response))));
  }

  /**
   * Ends an answer that has begun so that its client sees that something is missing: without its last chunk, with the
   * connection.
   */
  private static void abort(HttpServerResponse response, HttpConnection connection) throws InterruptedException {
    try {
      connection.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException alreadyClosed) {
      // then nobody will read the end either
    }
    if (!response.ended()) {
      response.end();   // fails, and tells Camel that there is nothing left to answer
    }
  }
}
