package coqui.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.pipeline.AnswerEncoding;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what one item of a batch wants spoken, as {@code POST /tts} would.
 * Reads the body, a {@link BatchItem}; leaves a {@link SpeechRequest} there, and the {@link AnswerEncoding} of its file
 * on the exchange.
 */
public final class ParseItem implements Processor {

  private final RequestSchema schema;
  private final SpeechRequests requests;
  private final ModelLoader model;

  /** @param schema of the body of {@code POST /tts} */
  public ParseItem(RequestSchema schema, SpeechRequests requests, ModelLoader model) {
    this.schema = schema;
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    ObjectNode asked = BatchItem.of(exchange).asked();
    schema.check(asked);
    AnswerEncoding.store(asked, exchange);
    exchange.getMessage().setBody(
        requests.acceptWhole(asked, model::require, "the items of a batch come as whole files"));
  }
}
