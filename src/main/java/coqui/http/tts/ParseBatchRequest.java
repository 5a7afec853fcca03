package coqui.http.tts;

import coqui.batch.Batch;
import coqui.batch.BatchItem;
import coqui.batch.BatchRequests;
import coqui.contract.RequestSchema;
import coqui.http.JsonRequest;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.RequestLife;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads a list of texts that a client wants spoken.
 * Reads the body, the bytes of a JSON object, and the request's own headers; leaves a list of {@link BatchItem} there,
 * and a {@link Batch} whose zip is the answer.
 *
 * <p>All items together have the engine's time of a single request: as many are spoken side by side as that may have
 * chunks with the engine.
 */
public final class ParseBatchRequest implements Processor {

  /** Where batches are sent to. */
  public static final String PATH = "/tts/batch";

  private final RequestSchema schema;
  private final BatchRequests requests;
  private final ModelLoader model;
  private final int chunksInFlight;
  private final Duration stallLimit;

  /**
   * @param schema of the body
   * @param chunksInFlight of one request with the engine
   * @param stallLimit how long a client may take nothing of the answer
   */
  public ParseBatchRequest(
      RequestSchema schema, BatchRequests requests, ModelLoader model, int chunksInFlight, Duration stallLimit) {
    this.schema = schema;
    this.requests = requests;
    this.model = model;
    this.chunksInFlight = chunksInFlight;
    this.stallLimit = stallLimit;
  }

  @Override
  public void process(Exchange exchange) {
    HttpMessage message = exchange.getMessage(HttpMessage.class);
    HttpServerRequest request = message.getRequest();
    CacheControl.heed(request, exchange);
    List<BatchItem> items = requests.accept(JsonRequest.read(exchange, schema));
    model.require();   // else every item would fail
    Batch.begin(exchange, items.size(), chunksInFlight,
        new ZipAnswer(message.getResponse(), request.connection(), RequestLife.of(exchange), stallLimit));
    message.setBody(items);
  }
}
