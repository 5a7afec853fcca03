package coqui.http.tts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.RequestSchema;
import coqui.http.JsonAnswer;
import coqui.http.JsonRequest;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.SpeechRequests;
import coqui.speech.Passage;
import coqui.speech.SpeechRequest;
import coqui.text.SpeechPlan;
import coqui.text.TextChunk;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers what a request for speech would speak, piece by piece, without speaking it.
 * Reads the body, as {@code POST /tts} takes it; leaves as the body {@code {"characters","max_characters",
 * "sentences":[…],"chunks":[{"text","normalized","tokens","speaker","language"}]}}.
 */
public final class ShowPlan implements Processor {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RequestSchema schema;
  private final SpeechRequests requests;
  private final ModelLoader model;
  private final int maxCharacters;

  /**
   * @param schema of the body
   * @param maxCharacters that a request may have
   */
  public ShowPlan(RequestSchema schema, SpeechRequests requests, ModelLoader model, int maxCharacters) {
    this.schema = schema;
    this.requests = requests;
    this.model = model;
    this.maxCharacters = maxCharacters;
  }

  @Override
  public void process(Exchange exchange) throws JsonProcessingException {
    SpeechRequest request = requests.accept(JsonRequest.read(exchange, schema), model::require);
    JsonAnswer.setUncached(JSON.writeValueAsBytes(plan(request, model.require())), exchange);
  }

  private ObjectNode plan(SpeechRequest request, SpeechModel loaded) {
    ObjectNode shown = JSON.createObjectNode();
    shown.put("characters", request.characters());
    shown.put("max_characters", maxCharacters);
    ArrayNode sentences = shown.putArray("sentences");
    ArrayNode chunks = shown.putArray("chunks");
    for (Passage passage : request.passages()) {
      SpeechPlan plan = loaded.plan(passage.text(), passage.language());
      plan.sentences().forEach(sentences::add);
      for (TextChunk chunk : plan.chunks()) {
        chunks.addObject()
            .put("text", chunk.text())
            .put("normalized", chunk.normalized())
            .put("tokens", chunk.tokenIds().length)
            .put("speaker", passage.voice().name())
            .put("language", passage.language().code());
      }
    }
    return shown;
  }
}
