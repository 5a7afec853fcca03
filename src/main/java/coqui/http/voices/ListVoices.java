package coqui.http.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.http.JsonAnswer;
import coqui.speakers.VoiceNames;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers with the voices as programs that speak OpenAI's API expect them.
 * Leaves as the body {@code {"voices":[{"id":"Robert","name":"Robert","saved":false},…]}}; what is saved can be
 * deleted. OpenAI's own names for voices, which work as well, are not among them.
 */
public final class ListVoices implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VoiceNames names;

  public ListVoices(VoiceNames names) {
    this.names = names;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode voices = body.putArray("voices");
    names.listed().forEach(voice ->
        voices.addObject().put("id", voice.name()).put("name", voice.name()).put("saved", voice.isSaved()));
    JsonAnswer.set(JSON.writeValueAsBytes(body), exchange);
  }
}
