package coqui.http.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.AudioDecoder;
import coqui.audio.DecodingLimits;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/audio/speech} as its contract says; a chunk is half a second of tone at 24 kHz. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OpenAiSpeechTest {

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

  private HttpResponse<byte[]> ask(String body) throws Exception {
    return server.send(server.request(ParseOpenAiSpeech.PATH)
        .header("Content-Type", "application/json")
        .header("Accept", "application/octet-stream")   // as OpenAI's clients say
        .POST(BodyPublishers.ofString(body)));
  }

  /** One more member each for {@code {"input":"Hello."}}. */
  private HttpResponse<byte[]> asking(String fields) throws Exception {
    return ask("{\"input\": \"Hello.\", %s}".formatted(fields));
  }

  private HttpResponse<byte[]> spoken(String fields) throws Exception {
    HttpResponse<byte[]> answer = asking(fields);
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    return answer;
  }

  private static AudioClip decoded(byte[] recording) throws InterruptedException {
    return new AudioDecoder(DecodingLimits.DEFAULTS).decode(recording);
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({"mp3, audio/mpeg, 24000", "opus, audio/opus, 48000", "flac, audio/flac, 24000",
      "wav, audio/wav, 24000"})
  void format_streamedOrWhole_isThatSound(String format, String mediaType, int sampleRate) throws Exception {
    for (boolean streamed : new boolean[] {true, false}) {
      HttpResponse<byte[]> answer = spoken("\"response_format\": \"%s\", \"stream\": %s".formatted(format, streamed));

      assertThat(header(answer, "Content-Type")).isEqualTo(mediaType);
      assertThat(header(answer, "X-Sample-Rate")).isEqualTo(Integer.toString(sampleRate));
      assertThat(answer.headers().firstValue("Content-Length").isPresent()).isEqualTo(!streamed);
      assertThat(answer.headers().firstValue("X-Duration-Sec").isPresent()).isEqualTo(!streamed);
      AudioClip clip = decoded(answer.body());
      assertThat(clip.sampleRate()).isEqualTo(sampleRate);
      assertThat(clip.seconds()).isBetween(0.49, 0.65);   // MP3 and AAC have frames and lead-ins
    }
  }

  @Test
  void format_aac_isAdts() throws Exception {
    HttpResponse<byte[]> answer = spoken("\"response_format\": \"aac\"");

    assertThat(header(answer, "Content-Type")).isEqualTo("audio/aac");
    assertThat(answer.body()).startsWith(0xFF, 0xF1);   // the decoder of recordings takes no ADTS
  }

  @Test
  void format_pcm_isTheSamplesAlone() throws Exception {
    HttpResponse<byte[]> answer = spoken("\"response_format\": \"pcm\"");

    assertThat(header(answer, "Content-Type")).isEqualTo("audio/pcm");
    assertThat(answer.body()).hasSize(12_000 * Short.BYTES);
  }

  @Test
  void format_leftOut_isMp3SentWhileItIsSpoken() throws Exception {
    HttpResponse<byte[]> answer = ask("{\"model\": \"tts-1\", \"input\": \"Hello.\", \"voice\": \"alloy\"}");

    assertThat(header(answer, "Content-Type")).isEqualTo("audio/mpeg");
    assertThat(header(answer, "Transfer-Encoding")).isEqualTo("chunked");
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.7, 33600", "0.35, 0.7, 24000", "0.8, 0.8, 12000", "1, 1, 12000", "1.3, 1.3, 12000",
      "2.6, 1.3, 6000", "4, 1.3, 3900"})
  void speed_beyondTheModels_isStretchedByTheRest(double speed, double models, int samples) throws Exception {
    HttpResponse<byte[]> answer = spoken(
        "\"response_format\": \"pcm\", \"stream\": false, \"speed\": %s".formatted(speed));

    // The tone does not mind its pace; it lasts half a second at any.
    assertThat(model.asked).last().extracting(ChunkRequest::speed).isEqualTo(models);
    assertThat(answer.body().length / Short.BYTES).isEqualTo(samples);
  }

  @Test
  void speed_beyondTheModelsAndStreamed_isStretchedToo() throws Exception {
    int samples = spoken("\"response_format\": \"pcm\", \"speed\": 2.6").body().length / Short.BYTES;

    assertThat(samples).isBetween(5_000, 7_000);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "\"Sally\" | Sally", "{\"id\": \"Sally\"} | Sally", "\"Eugenio Mataracı\" | Eugenio%20Matarac%C4%B1",
      "\"alloy\" | Sally", "{\"id\": \"ash\"} | Robert", "\"ballad\" | Robert"})
  void voice_nameOrIdOrOneOfOpenAis_speaks(String voice, String speaker) throws Exception {
    assertThat(header(spoken("\"voice\": " + voice), "X-Speaker")).isEqualTo(speaker);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer",
      "verse", "marin", "cedar"})
  void voice_ofOpenAis_works(String voice) throws Exception {
    spoken("\"voice\": \"%s\"".formatted(voice));
  }

  @Test
  void voice_set_isTheOperatorsChoice() throws Exception {
    try (LiveServer set = LiveServer.with(model, Map.of("coqui.openai.voice.nova", "Nobody, Eugenio Mataracı"))) {
      HttpResponse<byte[]> answer = set.send(set.request(ParseOpenAiSpeech.PATH)
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"input\": \"Hello.\", \"voice\": \"nova\"}")));

      assertThat(header(answer, "X-Speaker")).isEqualTo("Eugenio%20Matarac%C4%B1");
    }
  }

  @Test
  void fields_unknownOrBeyondTheModel_areIgnoredAndNamed() throws Exception {
    HttpResponse<byte[]> answer = spoken(
        "\"backend\": \"x\", \"lang_code\": {\"a\": [1]}, \"instructions\": \"Loud!\", "
            + "\"no header\\n\": 1, \"seed\": 3");

    assertThat(header(answer, "X-Ignored-Fields")).isEqualTo("backend, lang_code, instructions");
    assertThat(spoken("\"seed\": 3, \"instructions\": \"\"").headers().firstValue("X-Ignored-Fields")).isEmpty();
  }

  @Test
  void extensions_reachTheModel() throws Exception {
    spoken("\"language\": \"de\", \"seed\": 9, \"temperature\": 0.5, \"top_k\": 7, \"top_p\": 0.6, "
        + "\"repetition_penalty\": 3, \"stream\": false");

    assertThat(model.asked).last().satisfies(chunk -> {
      assertThat(chunk.seed()).isEqualTo(9);
      assertThat(chunk.sampling().temperature()).isEqualTo(0.5);
      assertThat(chunk.sampling().topK()).isEqualTo(7);
      assertThat(chunk.sampling().topP()).isEqualTo(0.6);
      assertThat(chunk.sampling().repetitionPenalty()).isEqualTo(3);
    });
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"model\": \"tts-1\"} | invalid_input | input",
      "{\"input\": \"?!\"} | invalid_text | input",
      "{\"input\": 7} | invalid_input | input",
      "{\"input\": \"Hello.\", \"voice\": \"nobody\"} | invalid_speaker | voice",
      "{\"input\": \"Hello.\", \"voice\": 7} | invalid_voice | voice",
      "{\"input\": \"Hello.\", \"voice\": {\"name\": \"Sally\"}} | invalid_voice | voice",
      "{\"input\": \"Hello.\", \"response_format\": \"ogg\"} | invalid_response_format | response_format",
      "{\"input\": \"Hello.\", \"speed\": 4.1} | invalid_speed | speed",
      "{\"input\": \"Hello.\", \"seed\": null} | invalid_seed | seed",
      "{\"input\": \"Hello.\", \"stream_format\": \"xml\"} | invalid_stream_format | stream_format",
      "{\"input\": \"Hello.\", \"language\": \"xx\"} | unsupported_language | language",
      "{\"input\": \"Hello.\", \"input\": \"Hello.\"} | duplicate_field | input",
      "[] | invalid_json |"})
  void request_wrong_isToldSoInOpenAisShape(String body, String code, String param) throws Exception {
    HttpResponse<byte[]> answer = ask(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = LiveServer.error(answer);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText(null)).isEqualTo(param);
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
  }

  @Test
  void input_longest_isSpokenAndLongerIsRefused() throws Exception {
    String body = "{\"input\": \"%s\", \"response_format\": \"pcm\"}";

    assertThat(ask(body.formatted("ab ".repeat(1_365) + "a")).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused = ask(body.formatted("ab ".repeat(1_365) + "ab"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(refused).path("message").asText()).contains("4096");
  }

  @Test
  void body_noJson_is415InThatShape() throws Exception {
    HttpResponse<byte[]> answer = server.send(
        server.request(ParseOpenAiSpeech.PATH).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(LiveServer.error(answer).has("param")).isTrue();
  }

  @Test
  void body_inWrongChunks_is400InThatShape() throws Exception {
    assertThat(server.raw("POST /v1/audio/speech HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Transfer-Encoding: chunked\r\n\r\nnot a chunk\r\n")).contains("\"type\":\"invalid_request_error\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wav", "mp3"})
  void events_joined_areTheFileAndWhatItTook(String format) throws Exception {
    HttpResponse<byte[]> answer = spoken("\"stream_format\": \"sse\", \"response_format\": \"%s\"".formatted(format));

    assertThat(header(answer, "Content-Type")).isEqualTo("text/event-stream");
    List<JsonNode> events = events(answer);
    assertThat(decoded(audio(events)).seconds()).isBetween(0.49, 0.65);
    JsonNode done = events.get(events.size() - 1);
    assertThat(done.path("type").asText()).isEqualTo("speech.audio.done");
    int tokens = model.asked.stream().mapToInt(chunk -> chunk.tokenIds().length).sum();
    assertThat(tokens).isPositive();
    assertThat(done.path("usage")).isEqualTo(JSON.createObjectNode()
        .put("input_tokens", tokens)
        .put("output_tokens", ToneModel.CODES)
        .put("total_tokens", tokens + ToneModel.CODES));
  }

  @Test
  void events_ofARecordingThatWasKept_areTheFileAndTookNothing() throws Exception {
    String seeded = "\"seed\": 4, \"response_format\": \"pcm\", ";
    byte[] file = spoken(seeded + "\"stream\": false").body();
    HttpResponse<byte[]> answer = spoken(seeded + "\"stream_format\": \"sse\"");

    List<JsonNode> events = events(answer);
    assertThat(header(answer, "X-Cache")).isEqualTo("hit");
    assertThat(audio(events)).isEqualTo(file);
    assertThat(events.get(events.size() - 1).at("/usage/total_tokens").asInt(-1)).isZero();
  }

  @Test
  void events_toHttp10_areRefused() throws Exception {
    String body = "{\"input\": \"Hello.\", \"stream_format\": \"sse\"}";

    assertThat(server.raw("POST /v1/audio/speech HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + body.length() + "\r\n\r\n" + body)).contains(" 400 ", "invalid_stream_format");
  }

  private static List<JsonNode> events(HttpResponse<byte[]> answer) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    for (String event : new String(answer.body(), StandardCharsets.US_ASCII).split("\n\n")) {
      assertThat(event).startsWith("data: ");
      events.add(JSON.readTree(event.substring("data: ".length())));
    }
    return events;
  }

  private static byte[] audio(List<JsonNode> events) {
    ByteArrayOutputStream audio = new ByteArrayOutputStream();
    for (JsonNode event : events.subList(0, events.size() - 1)) {
      assertThat(event.path("type").asText()).isEqualTo("speech.audio.delta");
      audio.writeBytes(Base64.getDecoder().decode(event.path("audio").asText()));
    }
    return audio.toByteArray();
  }
}
