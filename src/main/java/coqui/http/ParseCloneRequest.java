package coqui.http;

import coqui.pipeline.CloneRequest;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.Recording;
import coqui.pipeline.SpeechRequests;
import coqui.speech.ClientLeftException;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what a client wants spoken, and with whose voice.
 * Reads the form that {@link CloneUploads} received; leaves a {@link CloneRequest} as the body, and how
 * to deliver it ({@link AudioDelivery}) on the exchange.
 */
public final class ParseCloneRequest implements Processor {

  private final CloneUploads uploads;
  private final SpeechRequests requests;
  private final ModelLoader model;
  private final AudioDelivery delivery;

  public ParseCloneRequest(
      CloneUploads uploads, SpeechRequests requests, ModelLoader model, AudioDelivery delivery) {
    this.delivery = delivery;
    this.uploads = uploads;
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    CloneForm form = uploads.take(request);
    CacheControl.heed(request, exchange);
    if (form == null) {   // it is let go of when the client leaves
      throw new ClientLeftException();
    }
    delivery.heed(form.fields(), exchange);
    List<Recording> references = new ArrayList<>();
    for (byte[] file : form.references()) {
      references.add(new Recording(CloneForm.REFERENCES, references.size(), file));
    }
    Optional<Recording> base = form.base().map(file -> new Recording(CloneForm.BASE, 0, file));
    exchange.getMessage().setBody(
        new CloneRequest(requests.accept(form.fields(), model::require), references, base));
  }
}
