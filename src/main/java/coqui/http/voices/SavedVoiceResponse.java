package coqui.http.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.http.JsonAnswer;
import coqui.http.tts.AudioResponse;
import coqui.pipeline.ReferenceWarnings;
import coqui.speakers.SavedVoices.Saved;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;

/**
 * Answers with a voice that was saved, as OpenAI's API does.
 * Reads the body, a {@link Saved}, and {@link ReferenceWarnings}; leaves as the body
 * {@code {"id":"Anna","object":"audio.voice","name":"Anna","created_at":1795420800}} and the header of the warnings.
 */
public final class SavedVoiceResponse implements Processor {

  /** What OpenAI calls a voice that clients made. */
  static final String OBJECT = "audio.voice";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void process(Exchange exchange) throws InvalidPayloadException, JsonProcessingException {
    Saved saved = exchange.getMessage().getMandatoryBody(Saved.class);
    ObjectNode body = JSON.createObjectNode();
    body.put("id", saved.name().text());
    body.put("object", OBJECT);
    body.put("name", saved.name().text());
    body.put("created_at", saved.createdAt().getEpochSecond());
    JsonAnswer.set(JSON.writeValueAsBytes(body), exchange);
    AudioResponse.warn(exchange);
  }
}
