package coqui.http.voices;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.pipeline.NewVoice;
import coqui.speakers.VoiceName;
import coqui.speakers.VoiceNames;
import coqui.speech.ClientLeftException;
import coqui.speech.InvalidRequestException;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Reads what voice a client wants saved.
 * Reads the form that {@link Uploads} received; leaves a {@link NewVoice} as the body. What can be refused is refused
 * before the recordings are looked at: a name that is none or taken, a lack of consent, a full folder.
 */
public final class ParseNewVoice implements Processor {

  /** What people and programs write who do not consent, or do not know of what. */
  private static final Set<String> NO_CONSENT =
      Set.of("", "false", "no", "0", "off", "null", "none", "undefined", "nan");

  private final Uploads uploads;
  private final VoiceNames names;

  public ParseNewVoice(Uploads uploads, VoiceNames names) {
    this.uploads = uploads;
    this.names = names;
  }

  @Override
  public void process(Exchange exchange) {
    ReceivedForm form = uploads.take(exchange.getMessage(HttpMessage.class).getRequest());
    if (form == null) {   // it is let go of when the client leaves
      throw new ClientLeftException();
    }
    ObjectNode fields = form.fields();
    VoiceName name = VoiceName.of(fields.path("name").asText());
    String consent = consent(fields.path("consent").asText());
    names.checkRoomFor(name);
    exchange.getMessage().setBody(new NewVoice(
        name, consent, fields.path("keep_recording").asBoolean(false), form.recordings(UploadForm.SAMPLES)));
  }

  private static String consent(String said) {
    String consent = said.strip();
    if (NO_CONSENT.contains(consent.toLowerCase(Locale.ROOT))) {
      throw InvalidRequestException.ofField("consent", "The consent is '%s', expected true, or words or an id that "
          .formatted(consent) + "tell of the speaker's consent; without it no voice is saved.");
    }
    return consent;
  }
}
