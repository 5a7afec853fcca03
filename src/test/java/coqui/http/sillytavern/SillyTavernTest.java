package coqui.http.sillytavern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.ChunkRequest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests that SillyTavern's XTTS client makes, as its code writes them:
 * {@code public/scripts/extensions/tts/xtts.js} of SillyTavern 11386ca6 (fetchTtsVoiceObjects, changeTTSSettings,
 * fetchTtsGeneration), and the players of samples in {@code index.js} beside it. The shapes of the answers are those of
 * {@code xtts_api_server/server.py} of daswer123/xtts-api-server 02c7c9f6.
 */
class SillyTavernTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As {@code changeTTSSettings} sends them once a slider was moved: what a slider gives is a text. */
  private static final String SETTINGS = """
      {"temperature":"0.5","speed":"%s","length_penalty":"1","repetition_penalty":"5","top_p":"0","top_k":"20",\
      "enable_text_splitting":true,"stream_chunk_size":"100"}""";

  private final ToneModel model = new ToneModel();
  private LiveServer server;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.with(model, Map.of("coqui.sillytavern.enabled", "true"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> get(String path) throws Exception {
    return server.send(server.request(path).GET());
  }

  private HttpResponse<byte[]> post(String path, String json) throws Exception {
    return server.send(server.request(path).header("Content-Type", "application/json")
        .header("Cache-Control", "no-cache").POST(BodyPublishers.ofString(json)));
  }

  private HttpResponse<byte[]> speak(String text) throws Exception {
    return post("/sillytavern/tts_to_audio/",
        "{\"text\":\"%s\",\"speaker_wav\":\"Sally\",\"language\":\"en\"}".formatted(text));
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void speakers_areABareListAndTheirSamplesCanBeHeard() throws Exception {
    JsonNode voices = json(get("/sillytavern/speakers"));

    assertThat(voices.findValuesAsText("name")).isEqualTo(DemoVoices.SPEAKERS);
    assertThat(voices.findValuesAsText("voice_id")).isEqualTo(DemoVoices.SPEAKERS);
    for (String singer : List.of("Sally", "Robert")) {   // the others do not sing
      JsonNode voice = voices.get(DemoVoices.SPEAKERS.indexOf(singer));
      URI sample = URI.create(voice.path("preview_url").asText());
      HttpResponse<byte[]> heard = get(sample.getRawPath());

      assertThat(sample.getPort()).isEqualTo(server.request("/").build().uri().getPort());
      assertThat(heard.statusCode()).as(sample.toString()).isEqualTo(200);
      assertThat(WavFile.decode(heard.body()).seconds()).isPositive();
    }
  }

  @Test
  void sample_again_isTakenFromWhatWasKept() throws Exception {
    byte[] first = get("/sillytavern/sample/Robert").body();
    HttpResponse<byte[]> second = get("/sillytavern/sample/Robert");

    assertThat(second.headers().firstValue("X-Cache")).contains("hit");
    assertThat(second.body()).isEqualTo(first);
  }

  @Test
  void sample_ofNobody_isRefused() throws Exception {
    assertThat(LiveServer.errorCode(get("/sillytavern/sample/nobody.wav"))).isEqualTo("invalid_speaker");
  }

  @Test
  void speakersList_areTheNames() throws Exception {
    assertThat(json(get("/sillytavern/speakers_list"))).extracting(JsonNode::asText).isEqualTo(DemoVoices.SPEAKERS);
  }

  @Test
  void languages_areCodesByName() throws Exception {
    JsonNode languages = json(get("/sillytavern/languages")).path("languages");

    assertThat(languages).hasSize(17);
    assertThat(languages.path("English").asText()).isEqualTo("en");
    assertThat(languages.path("Hungarian").asText()).isEqualTo("hu");
  }

  @Test
  void speech_isAWavInTheVoiceThatIsAskedFor() throws Exception {
    HttpResponse<byte[]> answer = speak("Hello there.");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Sally");
    assertThat(WavFile.decode(answer.body()).seconds()).isCloseTo(0.5, within(0.01));
  }

  @Test
  void stream_isSentWhileItIsSpoken() throws Exception {
    HttpResponse<byte[]> answer =
        get("/sillytavern/tts_stream/?text=Hello+there%2C+%C3%A4h.&speaker_wav=Eugenio+Matarac%C4%B1&language=de");

    assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Eugenio%20Matarac%C4%B1");
    assertThat(WavFile.decode(answer.body()).seconds()).isCloseTo(0.5, within(0.01));
    assertThat(model.asked).extracting(ChunkRequest::text).containsExactly("hello there, äh.");
  }

  @Test
  void settings_countForWhatIsSpokenLaterAndForThesePathsAlone() throws Exception {
    assertThat(json(post("/sillytavern/set_tts_settings", SETTINGS.formatted("1.1"))).path("message").asText())
        .isEqualTo("Settings successfully applied");
    speak("Hello.");
    get("/sillytavern/tts_stream/?text=Hello.&speaker_wav=Sally&language=en");
    server.tts("{\"text\":\"Hello.\"}");

    ChunkRequest whole = model.asked.poll();
    ChunkRequest streamed = model.asked.poll();
    ChunkRequest elsewhere = model.asked.poll();
    assertThat(whole.speed()).isEqualTo(streamed.speed()).isEqualTo(1.1);
    assertThat(whole.sampling()).isEqualTo(streamed.sampling());
    assertThat(whole.sampling().temperature()).isEqualTo(0.5);
    assertThat(whole.sampling().topK()).isEqualTo(20);
    assertThat(whole.sampling().topP()).isEqualTo(0.001);
    assertThat(whole.sampling().repetitionPenalty()).isEqualTo(5);
    assertThat(elsewhere.speed()).isEqualTo(1);
    assertThat(elsewhere.sampling()).isEqualTo(model.sampling());
  }

  @ParameterizedTest
  @CsvSource({"2, 1.3, 0.325", "0.5, 0.7, 0.7"})
  void settings_speedBeyondTheModels_stretchesItsSound(String speed, double spoken, double seconds) throws Exception {
    post("/sillytavern/set_tts_settings", SETTINGS.formatted(speed));

    HttpResponse<byte[]> answer = speak("Hello.");

    assertThat(model.asked.element().speed()).isEqualTo(spoken);
    assertThat(WavFile.decode(answer.body()).seconds()).isCloseTo(seconds, within(0.05));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "{\"speed\":\"3\"} | invalid_speed", "{\"temperature\":\"hot\"} | invalid_temperature",
      "{\"top_k\":1.5} | invalid_top_k", "{\"stream_chunk_size\":\"NaN\"} | invalid_stream_chunk_size",
      "{\"voice\":\"x\"} | unknown_field", "[] | invalid_json"})
  void settings_thatMakeNoSense_areRefusedAndChangeNothing(String settings, String code) throws Exception {
    assertThat(LiveServer.errorCode(post("/sillytavern/set_tts_settings", settings))).isEqualTo(code);
    speak("Hello.");

    assertThat(model.asked.element().sampling()).isEqualTo(model.sampling());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"?speaker_wav=Sally, invalid_text", "?text=Hello.&text=Hello., duplicate_field",
      "?text=Hello.&speaker_wav=female.wav, invalid_speaker", "?text=Hello.&language=xx, unsupported_language"})
  void stream_thatCannotBeSpoken_isRefused(String query, String code) throws Exception {
    HttpResponse<byte[]> answer = get("/sillytavern/tts_stream/" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.errorCode(answer)).isEqualTo(code);
  }

  @Test
  void speechByGet_countsAgainstTheRateLimit() throws Exception {
    try (LiveServer limited = LiveServer.with(model,
        Map.of("coqui.sillytavern.enabled", "true", "coqui.rate-limit.requests-per-minute", "1"))) {
      assertThat(limited.send(limited.request("/sillytavern/sample/Sally").GET()).statusCode()).isEqualTo(200);
      assertThat(limited.send(limited.request("/sillytavern/tts_stream/?text=Hi").GET()).statusCode()).isEqualTo(429);
      assertThat(limited.send(limited.request("/sillytavern/speakers").GET()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sillytavern/speakers", "/sillytavern/tts_stream/?text=Hello.", "/sillytavern/sample/Sally"})
  void anything_whereItIsOff_isNotThere(String path) throws Exception {
    try (LiveServer off = LiveServer.with(model)) {
      assertThat(off.send(off.request(path).GET()).statusCode()).isEqualTo(404);
    }
  }
}
