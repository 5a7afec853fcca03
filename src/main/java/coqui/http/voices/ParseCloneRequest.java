package coqui.http.voices;

import coqui.http.tts.AudioDelivery;
import coqui.http.tts.CacheControl;
import coqui.pipeline.CloneRequest;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechRequests;
import coqui.speech.ClientLeftException;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what a client wants spoken, and with whose voice.
 * Reads the form that {@link Uploads} received; leaves a {@link CloneRequest} as the body, and how
 * to deliver it ({@link AudioDelivery}) on the exchange.
 */
public final class ParseCloneRequest implements Processor {

  private final Uploads uploads;
  private final SpeechRequests requests;
  private final ModelLoader model;
  private final AudioDelivery delivery;

  public ParseCloneRequest(
      Uploads uploads, SpeechRequests requests, ModelLoader model, AudioDelivery delivery) {
    this.delivery = delivery;
    this.uploads = uploads;
    this.requests = requests;
    this.model = model;
  }

  @Override
  public void process(Exchange exchange) {
    HttpServerRequest request = exchange.getMessage(HttpMessage.class).getRequest();
    ReceivedForm form = uploads.take(request);
    CacheControl.heed(request, exchange);
    if (form == null) {   // it is let go of when the client leaves
      throw new ClientLeftException();
    }
    delivery.heed(form.fields(), exchange);
    exchange.getMessage().setBody(new CloneRequest(
        requests.accept(form.fields(), model::require),
        form.recordings(UploadForm.REFERENCES),
        form.recordings(UploadForm.BASE).stream().findFirst()));
  }
}
