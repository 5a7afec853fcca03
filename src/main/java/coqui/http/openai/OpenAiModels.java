package coqui.http.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * Answers with the models that OpenAI's clients may choose from: {@code GET /v1/models}, {@code GET /v1/models/NAME}
 * and {@code GET /v1/audio/models}.
 * Reads the request's path; leaves the JSON as the body.
 *
 * <p>There is one model, that of the checkpoint. It goes by its own name and by those of OpenAI's models for speech, so
 * that clients which know only these find one.
 */
public final class OpenAiModels implements Processor {

  /** The first is the model's own. */
  static final List<String> NAMES = List.of("xtts_v2", "tts-1", "tts-1-hd", "gpt-4o-mini-tts");

  private static final String PATH = "/v1/models";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> answers = new HashMap<>();   // by path

  /** @param since when there have been these models: the service's start */
  public OpenAiModels(Instant since) {
    List<ObjectNode> models = NAMES.stream().map(name -> model(name, since)).toList();
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    list.putArray("data").addAll(models);
    answers.put(PATH, json(list));
    models.forEach(model -> answers.put(PATH + "/" + model.path("id").asText(), json(model)));
    answers.put("/v1/audio/models",
        json(Map.of("models", NAMES.stream().map(name -> Map.of("id", name)).toList())));
  }

  private static ObjectNode model(String name, Instant since) {
    return JSON.createObjectNode()
        .put("id", name).put("object", "model").put("created", since.getEpochSecond()).put("owned_by", "coqui");
  }

  private static byte[] json(Object answer) {
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the list of models cannot be written as JSON", e);
    }
  }

  @Override
  public void process(Exchange exchange) {
    String path = exchange.getIn(HttpMessage.class).getRequest().path();
    byte[] found = Optional.ofNullable(answers.get(path)).orElseThrow(() -> new RefusedRequestException(
        new Problem(404, "model_not_found", "There is no such model; use one of supported_values.",
            Map.of("field", "model", "supported_values", NAMES), Map.of())));
    JsonAnswer.set(found, exchange);
  }
}
