package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /tts/plan}: what a request would speak. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PlanTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static LiveServer server;
  private static ToneModel model;

  @BeforeAll
  static void start() throws Exception {
    model = new ToneModel();
    server = LiveServer.with(model, Map.of("coqui.text.max-characters", "500"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> plan(LiveServer of, String json) throws Exception {
    return of.send(of.request("/tts/plan")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)));
  }

  private static JsonNode planned(String json) throws Exception {
    HttpResponse<byte[]> answer = plan(server, json);
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void plan_ofAText_isWhatTheModelIsGiven() throws Exception {
    String text = "Dr. Smith paid $20.50. Then he left! " + "He was never seen again in all of the town. ".repeat(6);
    JsonNode plan = planned(JSON.createObjectNode().put("text", text).put("seed", 1).toString());
    model.asked.clear();
    server.tts(JSON.createObjectNode().put("text", text).put("seed", 1).toString());

    List<String> spoken = new ArrayList<>();
    model.asked.forEach(chunk -> spoken.add(chunk.text() + " " + chunk.tokenIds().length));
    List<String> shown = new ArrayList<>();
    plan.path("chunks").forEach(
        chunk -> shown.add(chunk.path("normalized").asText() + " " + chunk.path("tokens").asInt()));
    assertThat(shown).hasSizeGreaterThan(1).containsExactlyInAnyOrderElementsOf(spoken);
    assertThat(plan.path("sentences")).hasSize(8);
    assertThat(plan.path("characters").asInt()).isEqualTo(text.length());
    assertThat(plan.path("max_characters").asInt()).isEqualTo(500);
  }

  @Test
  void plan_namesWhoWouldSpeakAndInWhichLanguage() throws Exception {
    JsonNode chunk = planned("{\"text\": \"Am 3. Mai.\", \"language\": \"de-AT\"}").path("chunks").path(0);
    JsonNode other = planned("{\"text\": \"Hello.\", \"speaker_id\": \"Sally\"}").path("chunks").path(0);

    assertThat(chunk.path("speaker").asText()).isEqualTo("Robert");
    assertThat(chunk.path("language").asText()).isEqualTo("de");
    assertThat(chunk.path("normalized").asText()).contains("dritten");
    assertThat(other.path("speaker").asText()).isEqualTo("Sally");
  }

  @Test
  void plan_countsCodePoints() throws Exception {
    assertThat(planned("{\"text\": \"Hi 😀\"}").path("characters").asInt()).isEqualTo(4);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "{\"text\": \"…\"} | invalid_text", "{} | invalid_text",
      "{\"text\": \"Hi.\", \"language\": \"fr\"} | unsupported_language",
      "{\"text\": \"Hi.\", \"speaker_id\": \"Nobody\"} | invalid_speaker",
      "{\"text\": \"Hi.\", \"speed\": 9} | invalid_speed",
      "{\"text\": \"Hi.\", \"volume\": 9} | unknown_field", "[] | invalid_json"})
  void plan_ofWhatCannotBeSpoken_isRefusedAsSpeechIs(String body, String code) throws Exception {
    HttpResponse<byte[]> plan = plan(server, body);
    HttpResponse<byte[]> speech = server.tts(body);

    assertThat(plan.statusCode()).isEqualTo(400).isEqualTo(speech.statusCode());
    assertThat(LiveServer.errorCode(plan)).isEqualTo(code).isEqualTo(LiveServer.errorCode(speech));
  }

  @Test
  void plan_ofTooLongAText_tellsTheLimit() throws Exception {
    HttpResponse<byte[]> answer = plan(server, "{\"text\": \"%s\"}".formatted("a".repeat(501)));

    assertThat(LiveServer.errorCode(answer)).isEqualTo("text_too_long");
    assertThat(LiveServer.error(answer).path("max_characters").asInt()).isEqualTo(500);
  }

  @Test
  void plan_speaksNothing() throws Exception {
    model.asked.clear();
    planned("{\"text\": \"Hello.\", \"stream\": true, \"output_format\": \"pcm\"}");

    assertThat(model.asked).isEmpty();
  }

  @Test
  void plan_whileTheModelLoads_is503() throws Exception {
    CompletableFuture<ToneModel> loaded = new CompletableFuture<>();
    try (LiveServer loading = new LiveServer(loaded::join, Map.of())) {
      HttpResponse<byte[]> answer = plan(loading, "{\"text\": \"Hello.\"}");
      loaded.complete(new ToneModel());
      loading.loading().join();

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(LiveServer.errorCode(answer)).isEqualTo("model_loading");
      assertThat(plan(loading, "{\"text\": \"Hello.\"}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void plan_countsForTheRateAsSpeechDoes() throws Exception {
    try (LiveServer limited = LiveServer.with(new ToneModel(), Map.of(
        "coqui.rate-limit.requests-per-minute", "1", "coqui.rate-limit.burst", "1"))) {
      assertThat(plan(limited, "{\"text\": \"Hello.\"}").statusCode()).isEqualTo(200);
      assertThat(LiveServer.errorCode(plan(limited, "{\"text\": \"Hello.\"}"))).isEqualTo("rate_limited");
    }
  }
}
