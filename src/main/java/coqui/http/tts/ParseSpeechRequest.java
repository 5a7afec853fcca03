package coqui.http.tts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.http.JsonRequest;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what a client wants spoken.
 * Reads the body, the bytes of a JSON object, and the request's own headers; leaves a {@link SpeechRequest} there,
 * and how to deliver it ({@link AudioDelivery}) on the exchange.
 */
public final class ParseSpeechRequest implements Processor {

  private final RequestSchema schema;
  private final SpeechRequests requests;
  private final ModelLoader model;
  private final AudioDelivery delivery;

  /** @param schema of the body */
  public ParseSpeechRequest(
      RequestSchema schema, SpeechRequests requests, ModelLoader model, AudioDelivery delivery) {
    this.delivery = delivery;
    this.schema = schema;
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    CacheControl.heed(exchange.getMessage(HttpMessage.class).getRequest(), exchange);
    ObjectNode asked = JsonRequest.read(exchange, schema);
    delivery.heed(asked, exchange);
    exchange.getMessage().setBody(requests.accept(asked, model::require));
  }
}
