package coqui.http;

import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechFields;
import coqui.pipeline.SpeechRequests;
import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Reads what a client wants spoken.
 * Reads the body, the bytes of a JSON object; leaves a {@link SpeechRequest} there.
 */
public final class ParseSpeechRequest implements Processor {

  private final SpeechRequests requests;
  private final ModelLoader model;

  public ParseSpeechRequest(SpeechRequests requests, ModelLoader model) {
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    byte[] body = exchange.getMessage().getBody(byte[].class);
    SpeechFields fields = SpeechBody.read(body == null ? new byte[0] : body);
    exchange.getMessage().setBody(requests.accept(fields, model::require));
  }
}
