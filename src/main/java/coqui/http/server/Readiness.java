package coqui.http.server;

import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.pipeline.ModelLoader;
import coqui.speech.ModelLoadException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers whether speech can be asked for: for whoever sends requests this way or another.
 * Reads nothing of the exchange; leaves {@code {"status":"ready"}} as the body, or throws what becomes a 503.
 */
public final class Readiness implements Processor {

  private static final byte[] READY = "{\"status\":\"ready\"}".getBytes(StandardCharsets.US_ASCII);
  private static final String RETRY_AFTER_SECONDS = "60";

  private final ModelLoader model;

  public Readiness(ModelLoader model) {
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    try {
      model.require().problem().ifPresent(problem -> {
        throw new RefusedRequestException(
            new Problem(503, "inference_failed", problem, Map.of(), Map.of("Retry-After", RETRY_AFTER_SECONDS)));
      });
    } catch (ModelLoadException failed) {
      throw new RefusedRequestException(new Problem(503, failed.code(), failed.getMessage(), failed.details(),
          Map.of("Retry-After", RETRY_AFTER_SECONDS)));
    }
    JsonAnswer.setUncached(READY, exchange);
  }
}
