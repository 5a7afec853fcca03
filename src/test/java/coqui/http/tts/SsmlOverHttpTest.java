package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.ChunkRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tts} with SSML, sung by a {@link ToneModel}: half a second a chunk. */
class SsmlOverHttpTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToneModel model = new ToneModel();
  private LiveServer server;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.with(model);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> say(String ssml, Map<String, Object> fields) throws Exception {
    Map<String, Object> all = new HashMap<>(fields);
    all.put("ssml", ssml);
    return server.tts(JSON.writeValueAsString(all));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ssml_breaks_areSilence(boolean stream) throws Exception {
    HttpResponse<byte[]> answer = say("<speak><break time='1s'/>One, <break time='500ms'/> two.</speak>",
        Map.of("sample_rate", 24_000, "normalize", false, "stream", stream));

    float[] samples = WavFile.decode(answer.body()).samples();
    assertThat(samples.length / 24_000.0).isBetween(2.5, 2.55);
    assertThat(samples[12_000]).isZero();
    assertThat(samples[24_000 + 960 + 12_000 + 6_000]).isZero();
    assertThat(model.asked).extracting(ChunkRequest::text).containsExactlyInAnyOrder("one,", "two.");
  }

  @Test
  void ssml_voicesLanguagesAndRates_areThoseOfTheDocumentElseOfTheRequest() throws Exception {
    HttpResponse<byte[]> answer = say("<speak>I said 7. <voice name='Sally'><lang xml:lang='de-DE'>Ich sage 7.</lang>"
            + "</voice> <prosody rate='slow'>Seven.</prosody></speak>",
        Map.of("speaker_id", "Robert", "speed", 1.1, "seed", 1));

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert, Sally");
    assertThat(model.asked).extracting(chunk -> "%s %s %.3f".formatted(
        chunk.voice().name(), chunk.text(), chunk.speed())).containsExactlyInAnyOrder(
            "Robert i said seven. 1.100", "Sally ich sage sieben. 1.100", "Robert seven. 0.935");
  }

  @Test
  void ssml_paceBeyondWhatCanBeSpoken_isHeldThere() throws Exception {
    say("<speak><prosody rate='x-slow'>One.</prosody></speak>", Map.of("speed", 0.8));

    assertThat(model.asked.element().speed()).isEqualTo(0.7);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "<speak>a\\n<audio src='x'/></speak> | invalid_ssml | 2",
      "<speak>a\\n<voice name='Nobody'>b</voice></speak> | invalid_speaker | 2",
      "<speak>a\\n<lang xml:lang='fr'>b</lang></speak> | unsupported_language | 2",
      "<speak>a\\n<say-as interpret-as='date'>soon</say-as></speak> | invalid_ssml | 2",
      "<speak>... <break/> !</speak> | invalid_text | 1",
      "<!DOCTYPE speak [<!ENTITY a 'b'>]><speak>&a;</speak> | invalid_ssml | 1"})
  void ssml_thatCannotBeSpoken_isRefusedWithItsLine(String ssml, String code, int line) throws Exception {
    HttpResponse<byte[]> answer = say(ssml.replace("\\n", "\n"), Map.of());

    JsonNode error = LiveServer.error(answer);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("field").asText()).isEqualTo("ssml");
    assertThat(error.path("line").asInt()).isEqualTo(line);
    assertThat(model.asked).isEmpty();
  }

  @Test
  void ssml_overTheLimits_isRefusedWithTheSetting() throws Exception {
    assertThat(LiveServer.error(say("<speak>a" + "<break time='10s'/>".repeat(13) + "b</speak>", Map.of()))
        .path("message").asText()).contains("130.0 s", "coqui.text.max-pause");
    assertThat(LiveServer.error(say("<speak>" + "a<break/>".repeat(501) + "</speak>", Map.of()))
        .path("message").asText()).contains("coqui.text.max-passages");
    assertThat(LiveServer.error(say("<speak>" + "a".repeat(20_001) + "</speak>", Map.of()))
        .path("message").asText()).contains("20001", "coqui.text.max-characters");
  }
}
