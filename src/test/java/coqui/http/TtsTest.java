package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.Loudness;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tts} over a real connection, down to the model. */
class TtsTest {

  private static final List<String> THREE_SENTENCES = List.of(
      "The first sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The second sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The third sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.");

  private static final String SEEDED = "{\"text\": \"Hello there.\", \"seed\": 42}";

  @TempDir
  static Path cache;

  private static LiveServer server;

  @BeforeAll
  static void serveTheDemoVoice() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(cache), cache);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tts_text_isAnsweredWithAWavAndItsHeaders() throws Exception {
    HttpResponse<byte[]> answer =
        server.tts("{\"text\": \"Hello there.\", \"speaker_id\": \"Sally\", \"language\": \"en\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    AudioClip clip = WavFile.decode(answer.body());
    assertThat(clip.sampleRate()).isEqualTo(22_050);
    assertThat(clip.seconds()).isBetween(0.3, 5.0);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("Content-Length")).contains(Integer.toString(answer.body().length));
    assertThat(answer.headers().firstValue("X-Sample-Rate")).contains("22050");
    assertThat(answer.headers().firstValue("X-Duration-Sec")).contains("%.3f".formatted(clip.seconds()));
    assertThat(answer.headers().firstValue("X-Engine")).contains("coqui_xtts");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Sally");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void tts_normalized_isAtTheTargetLoudnessBelowTheTruePeak() throws Exception {
    AudioClip clip = WavFile.decode(server.tts(
        "{\"text\": \"This sentence is long enough for its loudness to be measured.\", \"seed\": 1}").body());

    assertThat(Loudness.integratedLufs(clip)).isCloseTo(-18, within(0.5));
    assertThat(Loudness.truePeakDbfs(clip)).isLessThanOrEqualTo(-1);
  }

  @Test
  void tts_severalChunks_areJoinedInOrderWithOverlap() throws Exception {
    int overlap = 960;   // 40 ms at 24 kHz
    List<AudioClip> alone = new ArrayList<>();
    for (String sentence : THREE_SENTENCES) {
      alone.add(greedy(sentence));
    }

    AudioClip together = greedy(String.join(" ", THREE_SENTENCES));

    int samples = alone.stream().mapToInt(clip -> clip.samples().length).sum() - 2 * overlap;
    assertThat(together.samples()).hasSize(samples);
    AudioClip first = alone.get(0);
    AudioClip last = alone.get(2);
    int beforeTheJoin = first.samples().length - overlap;
    int afterTheJoin = last.samples().length - overlap;
    assertThat(Arrays.copyOf(together.samples(), beforeTheJoin)).isEqualTo(Arrays.copyOf(first.samples(), beforeTheJoin));
    assertThat(Arrays.copyOfRange(together.samples(), samples - afterTheJoin, samples))
        .isEqualTo(Arrays.copyOfRange(last.samples(), overlap, last.samples().length));
  }

  private static AudioClip greedy(String text) throws Exception {
    HttpResponse<byte[]> answer = server.tts(
        "{\"text\": \"%s\", \"temperature\": 0, \"sample_rate\": 24000, \"normalize\": false}".formatted(text));
    return WavFile.decode(answer.body());
  }

  @Test
  void tts_noSpeaker_isSpokenByTheDefaultOne() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\"}");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert");
  }

  @Test
  void tts_sameRequestAndSeed_isTheSameAudio() throws Exception {
    assertThat(audio(SEEDED)).isEqualTo(audio(SEEDED));
  }

  @Test
  void tts_noSeed_soundsDifferentEachTime() throws Exception {
    String request = "{\"text\": \"Hello there.\", \"temperature\": 1}";

    assertThat(audio(request)).isNotEqualTo(audio(request));
  }

  @Test
  void tts_samplingLeftOut_isTheCheckpoints() throws Exception {
    String spelledOut = """
        {"text": "Hello there.", "seed": 42, "temperature": 0.25, "top_k": 50, "top_p": 0.8, "repetition_penalty": 2}""";

    assertThat(audio(spelledOut)).isEqualTo(audio(SEEDED));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "\"seed\": 42 | \"seed\": 43",
      "\"seed\": 42 | \"seed\": 42, \"speaker_id\": \"Sally\"",
      "\"seed\": 42 | \"seed\": 42, \"speed\": 0.7",
      "\"seed\": 42 | \"seed\": 42, \"temperature\": 2",
      "\"seed\": 42 | \"seed\": 42, \"sample_rate\": 8000",
      "\"seed\": 42 | \"seed\": 42, \"normalize\": false",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"top_k\": 1",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"top_p\": 0.1",
      "\"seed\": 42, \"temperature\": 1 | \"seed\": 42, \"temperature\": 1, \"repetition_penalty\": 1"})
  void tts_eachField_isHeard(String without, String with) throws Exception {
    assertThat(audio("{\"text\": \"Hello there.\", " + with + "}"))
        .isNotEqualTo(audio("{\"text\": \"Hello there.\", " + without + "}"));
  }

  /** As a buffer: it is compared by content, and told by its size rather than a page of numbers. */
  private static ByteBuffer audio(String request) throws Exception {
    HttpResponse<byte[]> answer = server.tts(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return ByteBuffer.wrap(answer.body());
  }

  @Test
  void tts_queryParameters_doNotBecomeHeadersOfTheAnswer() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts?Set-Cookie=a%3Db&X-Speaker=me&x=y")
        .header("Content-Type", "application/json")
        .header("Authorization", "Basic eDp5")
        .header("X-Custom", "echo")
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.headers().map().keySet().stream().map(String::toLowerCase)).containsExactlyInAnyOrder(
        "content-type", "content-length", "x-sample-rate", "x-duration-sec", "x-engine", "x-speaker", "x-request-id");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc-123", "A.b_C"})
  void tts_plainRequestId_isKept(String id) throws Exception {
    assertThat(requestIdOfAnswerTo(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a b", "<script>", "a;b=c", "01234567890123456789012345678901234567890123456789012345678901234"})
  void tts_requestIdThatIsNotPlain_isReplaced(String id) throws Exception {
    assertThat(requestIdOfAnswerTo(id)).matches("[0-9a-f-]{36}");
  }

  private static String requestIdOfAnswerTo(String id) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .header("X-Request-Id", id)
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));
    return answer.headers().firstValue("X-Request-Id").orElseThrow();
  }

  @Test
  void tts_unknownSpeaker_listsTheValidOnes() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"robert\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_speaker");
    assertThat(LiveServer.error(answer).path("valid_speakers").toString())
        .isEqualTo("[\"Sally\",\"Robert\",\"Angus\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "xx", "", "english"})
  void tts_languageThatIsNotSpoken_listsTheSupportedOnes(String language) throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"language\": \"%s\"}".formatted(language));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("unsupported_language");
    assertThat(LiveServer.error(answer).path("supported_languages").toString()).isEqualTo("[\"en\"]");
  }

  @Test
  void tts_error_hasCodeMessageFieldAndTheRequestIdOfTheHeader() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speed\": 3}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .contains(LiveServer.error(answer).path("request_id").asText());
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_speed");
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo("speed");
    assertThat(LiveServer.error(answer).path("message").asText()).isEqualTo("speed is 3.0, expected 0.7 to 1.3.");
  }

  @ParameterizedTest(name = "{0} {1} {2} → {3} {4}")
  @CsvSource({
      "GET, /tts, application/json, 405, method_not_allowed",
      "DELETE, /tts, application/json, 405, method_not_allowed",
      "POST, /tts, text/plain, 415, unsupported_media_type",
      "POST, /tts, multipart/form-data; boundary=x, 415, unsupported_media_type",
      "POST, /tts, application/x-www-form-urlencoded, 415, unsupported_media_type",
      "POST, /tts, application/json; charset=utf-16, 415, unsupported_media_type",
      "POST, /tts, application/jsonp, 415, unsupported_media_type",
      "POST, /nothing, application/json, 404, not_found",
      "GET, /, application/json, 404, not_found",
      "GET, /config/application.properties, application/json, 404, not_found",
      "GET, /tts/../pom.xml, application/json, 404, not_found"})
  void router_refusal_looksLikeEveryError(String method, String path, String type, int status, String code)
      throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .contains(LiveServer.error(answer).path("request_id").asText());
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void router_methodThatIsNotAllowed_namesThoseThatAre() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts").GET());

    assertThat(answer.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void router_bodyOverTheLimit_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"" + "a".repeat(1 << 20) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("body_too_large");
    assertThat(LiveServer.error(answer).path("message").asText()).contains("1048576", "camel.server.max-body-size");
  }

  @Test
  void tts_invalidUtf8_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray("{\"text\": \"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1))));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application/JSON", "application/json;charset=UTF-8", "application/json; charset=\"utf-8\""})
  void tts_jsonByAnySpelling_isTaken(String type) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void tts_noContentType_isRefused() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(server.request("/tts").POST(BodyPublishers.ofString("{\"text\": \"Hi.\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void tts_compressedBody_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b})));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void tts_emptyBody_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.tts("");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("empty_body");
  }
}
