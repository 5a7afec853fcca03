package coqui.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.JsonBody;
import coqui.contract.RequestSchema;
import coqui.pipeline.AnswerEncoding;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what somebody wants spoken who does not come over HTTP but by a queue, say: for routes of your own.
 * Reads the body, a JSON object as that of {@code POST /tts}; leaves a {@link SpeechRequest} there, and how its
 * recording is to be encoded on the exchange.
 */
public final class ParseMessage implements Processor {

  private final RequestSchema schema;
  private final SpeechRequests requests;
  private final ModelLoader model;

  /** @param schema of the body of {@code POST /tts} */
  public ParseMessage(RequestSchema schema, SpeechRequests requests, ModelLoader model) {
    this.schema = schema;
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    ObjectNode asked = JsonBody.read(exchange.getMessage().getBody(byte[].class), schema);
    AnswerEncoding.store(asked, exchange);
    exchange.getMessage().setBody(requests.acceptWhole(asked, model::require, "a message is a whole file"));
  }
}
