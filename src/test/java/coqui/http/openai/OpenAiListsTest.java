package coqui.http.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of models and voices, as OpenAI's clients and Open WebUI ask for them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OpenAiListsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void models_areTheModelAndOpenAisNamesForIt() throws Exception {
    JsonNode models = get("/v1/models");

    assertThat(models.path("object").asText()).isEqualTo("list");
    assertThat(models.path("data").findValuesAsText("id"))
        .containsExactly("xtts_v2", "tts-1", "tts-1-hd", "gpt-4o-mini-tts");
    assertThat(models.at("/data/0/created").asLong()).isBetween(1_700_000_000L, Instant.now().getEpochSecond());
  }

  @Test
  void model_ofAName_isAsInTheList() throws Exception {
    assertThat(get("/v1/models/tts-1")).isEqualTo(get("/v1/models").at("/data/1"));
  }

  @Test
  void audioModels_areTheSame() throws Exception {
    assertThat(get("/v1/audio/models").path("models").findValuesAsText("id"))
        .isEqualTo(get("/v1/models").path("data").findValuesAsText("id"));
  }

  @Test
  void voices_areTheSpeakersByIdAndName() throws Exception {
    JsonNode voices = get("/v1/audio/voices").path("voices");

    assertThat(voices.findValuesAsText("id"))
        .containsExactly(JSON.convertValue(get("/speakers").path("speakers"), String[].class))
        .isEqualTo(voices.findValuesAsText("name"));
    assertThat(voices.findValues("saved")).isNotEmpty().containsOnly(BooleanNode.FALSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models", "/v1/models/tts-1", "/v1/audio/models", "/v1/audio/voices"})
  void headAndOptions_ofAList_areAnswered(String path) throws Exception {
    HttpResponse<byte[]> head = server.send(server.request(path).method("HEAD", BodyPublishers.noBody()));
    HttpResponse<byte[]> options = server.send(server.request(path).method("OPTIONS", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow").orElseThrow()).contains("GET", "HEAD");
  }

  @Test
  void lists_whereKeysAreSet_needOneUnlessOpened() throws Exception {
    Map<String, String> keyed = Map.of("coqui.api-keys", "a-key-that-is-long-enough");
    try (LiveServer closed = LiveServer.with(new ToneModel(), keyed)) {
      assertThat(status(closed, "/v1/audio/voices")).isEqualTo(401);
      assertThat(status(closed, "/v1/audio/models")).isEqualTo(401);
    }
    try (LiveServer open = LiveServer.with(new ToneModel(), Map.of(
        "coqui.api-keys", "a-key-that-is-long-enough", "coqui.openai.lists-need-key", "false"))) {
      assertThat(status(open, "/v1/audio/voices")).isEqualTo(200);
      assertThat(status(open, "/v1/audio/models")).isEqualTo(200);
      assertThat(status(open, "/v1/models")).isEqualTo(401);
      assertThat(open.send(open.request("/v1/audio/voices").POST(BodyPublishers.ofString("{}"))).statusCode())
          .isEqualTo(401);
    }
  }

  private static int status(LiveServer asked, String path) throws Exception {
    return asked.send(asked.request(path).GET()).statusCode();
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path).GET());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
