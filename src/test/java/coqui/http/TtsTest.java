package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.audio.WavFile;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /tts} over a real connection, down to the model. */
class TtsTest {

  private static final String THREE_CHUNKS = "%s %s %s".formatted(
      "The first sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The second sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.",
      "The third sentence of this text is long enough to fill a chunk of its own, or very nearly so at least.");

  private static ToneModel model;
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    model = new ToneModel();
    server = LiveServer.with(model);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    model.asked.clear();
  }

  @Test
  void tts_text_isAnsweredWithAWavAndItsHeaders() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Sally\", \"language\": \"en\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(answer.headers().firstValue("Content-Length")).contains(Integer.toString(answer.body().length));
    assertThat(answer.headers().firstValue("X-Sample-Rate")).contains("22050");
    assertThat(answer.headers().firstValue("X-Duration-Sec")).contains("0.500");
    assertThat(answer.headers().firstValue("X-Engine")).contains("coqui_xtts");
    assertThat(answer.headers().firstValue("X-Speaker")).contains("Sally");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    AudioClip clip = WavFile.decode(answer.body());
    assertThat(clip.sampleRate()).isEqualTo(22_050);
    assertThat(clip.seconds()).isCloseTo(0.5, within(1e-3));
  }

  @Test
  void tts_atTheModelsRateAndNotNormalized_isTheModelsWaveform() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"sample_rate\": 24000, \"normalize\": false}");

    int tokens = model.asked.element().tokenIds().length;
    assertThat(answer.body()).isEqualTo(WavFile.encode(ToneModel.tone(tokens)));
  }

  @Test
  void tts_severalChunks_areJoinedInOrderWithOverlap() throws Exception {
    HttpResponse<byte[]> answer =
        server.tts("{\"text\": \"%s\", \"sample_rate\": 24000, \"normalize\": false}".formatted(THREE_CHUNKS));

    assertThat(model.asked).hasSize(3);
    assertThat(WavFile.decode(answer.body()).samples()).hasSize(3 * 12_000 - 2 * 960);
  }

  @Test
  void tts_noSpeaker_isSpokenByTheDefaultOne() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\"}");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Robert");
  }

  @Test
  void tts_speakerBeyondAscii_isNamedInPercentEncodedUtf8() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Eugenio Mataracı\"}");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Eugenio%20Matarac%C4%B1");
  }

  @Test
  void tts_samplingLeftOut_isTheCheckpoints() throws Exception {
    server.tts("{\"text\": \"Hello.\"}");

    assertThat(model.asked.element().sampling()).isEqualTo(model.sampling());
  }

  @Test
  void tts_everyField_reachesTheModel() throws Exception {
    HttpResponse<byte[]> answer = server.tts("""
        {"text": "Hello.", "speaker_id": "Sally", "language": "de", "output_format": "wav", "speed": 0.7,
         "temperature": 0, "top_k": 3, "top_p": 0.5, "repetition_penalty": 4, "seed": 42, "sample_rate": 8000,
         "normalize": true}""");

    assertThat(answer.headers().firstValue("X-Sample-Rate")).contains("8000");
    var chunk = model.asked.element();
    assertThat(chunk.voice().name()).isEqualTo("Sally");
    assertThat(chunk.speed()).isEqualTo(0.7);
    assertThat(chunk.seed()).isEqualTo(42);
    assertThat(chunk.sampling().toString())
        .isEqualTo("SamplingSettings[temperature=0.0, topK=3, topP=0.5, repetitionPenalty=4.0]");
  }

  @Test
  void tts_noSeed_drawsAnotherOneEachTime() throws Exception {
    Set<Long> seeds = new TreeSet<>();
    for (int i = 0; i < 3; i++) {
      server.tts("{\"text\": \"Hello.\"}");
    }
    model.asked.forEach(chunk -> seeds.add(chunk.seed()));

    assertThat(seeds).hasSize(3);
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
        .isEqualTo("[\"Sally\",\"Robert\",\"Eugenio Mataracı\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "xx", "", "english"})
  void tts_languageThatIsNotSpoken_listsTheSupportedOnes(String language) throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"language\": \"%s\"}".formatted(language));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("unsupported_language");
    assertThat(LiveServer.error(answer).path("supported_languages").toString()).isEqualTo("[\"en\",\"de\"]");
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
