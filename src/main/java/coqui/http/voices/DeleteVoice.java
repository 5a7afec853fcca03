package coqui.http.voices;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.http.JsonAnswer;
import coqui.speakers.VoiceNames;
import coqui.speech.UnknownVoiceException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Deletes a saved voice.
 * Reads the last part of the path, its name as percent-encoded UTF-8; leaves as the body
 * {@code {"id":"Anna","object":"audio.voice","deleted":true}}.
 */
public final class DeleteVoice implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final VoiceNames names;

  public DeleteVoice(VoiceNames names) {
    this.names = names;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    String path = exchange.getIn(HttpMessage.class).getRequest().path();
    String name = decoded(path.substring(path.lastIndexOf('/') + 1));
    names.delete(name);
    ObjectNode body = JSON.createObjectNode();
    body.put("id", name);
    body.put("object", SavedVoiceResponse.OBJECT);
    body.put("deleted", true);
    JsonAnswer.set(JSON.writeValueAsBytes(body), exchange);
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);   // a plus is one in a path
    } catch (IllegalArgumentException notEncodedLikeThat) {
      throw new UnknownVoiceException(part);
    }
  }
}
