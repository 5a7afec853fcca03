package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code POST /voice-clone} refuses or warns of, and how it says so. */
class VoiceCloneRefusalTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");

  private static ToneModel model;
  private static LiveServer server;
  private static byte[] recording;

  @BeforeAll
  static void start() throws Exception {
    model = new ToneModel();
    server = LiveServer.with(model);
    recording = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void forget() {
    model.asked.clear();
  }

  private static MultipartBody hello() {
    return new MultipartBody().text("text", "Hello.");
  }

  private static AudioClip clip() throws IOException {
    return WavFile.decode(Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav")));
  }

  private static byte[] wav(UnaryOperator<float[]> change) throws IOException {
    return WavFile.encode(new AudioClip(change.apply(clip().samples().clone()), clip().sampleRate()));
  }

  private static float[] scaled(float[] samples, float factor) {
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Math.max(-1, Math.min(1, samples[i] * factor));
    }
    return samples;
  }

  private static float[] seconds(float[] samples, double seconds) {
    return Arrays.copyOf(samples, (int) (seconds * 22_050));
  }

  private static float[] noise(int length) {
    Random random = new Random(1);
    float[] samples = new float[length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.1 * random.nextGaussian());
    }
    return samples;
  }

  private static JsonNode refusal(HttpResponse<byte[]> answer, int status, String code) throws IOException {
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode error = LiveServer.error(answer);
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(answer.headers().firstValue("X-Request-Id")).contains(error.path("request_id").asText());
    assertThat(model.asked).isEmpty();
    return error;
  }

  @ParameterizedTest(name = "{0}={1} → {2}")
  @CsvSource({
      "speaker_id, Sally, invalid_speaker_id",
      "pitch, 1, unknown_field",
      "text, Again., duplicate_field",
      "speed, fast, invalid_speed",
      "speed, NaN, invalid_speed",
      "speed, Infinity, invalid_speed",
      "speed, 0x1p0, invalid_speed",
      "speed, '', invalid_speed",
      "speed, 3, invalid_speed",
      "top_k, 1.5, invalid_top_k",
      "top_k, 99999999999999999999, invalid_top_k",
      "seed, -1, invalid_seed",
      "normalize, yes, invalid_normalize",
      "language, xx, unsupported_language",
      "output_format, m4a, invalid_output_format",
      "reference_audio, a text, invalid_reference_audio",
      "base_audio, a text, invalid_base_audio"})
  void clone_badField_isRefusedByName(String field, String value, String code) throws Exception {
    MultipartBody form = hello().file("reference_audio", recording).text(field, value);

    assertThat(refusal(server.clone(form), 400, code).path("field").asText()).isEqualTo(field);
  }

  @Test
  void clone_numbersAsJsonWritesThem_areTaken() throws Exception {
    MultipartBody form = hello().file("reference_audio", recording)
        .text("speed", "1.1").text("temperature", "5e-1").text("top_k", "20.0").text("seed", "9007199254740993");

    assertThat(server.clone(form).statusCode()).isEqualTo(200);
    assertThat(model.asked.element().seed()).isEqualTo(9_007_199_254_740_993L);
    assertThat(model.asked.element().speed()).isEqualTo(1.1);
    assertThat(model.asked.element().sampling().topK()).isEqualTo(20);
  }

  @Test
  void clone_textOf20000Characters_isTakenAndOneMoreIsNot() throws Exception {
    String longest = "é ".repeat(10_000);
    MultipartBody tooLong = new MultipartBody().text("text", longest + "é").file("reference_audio", recording);
    MultipartBody wayTooLong = new MultipartBody().text("text", longest.repeat(5)).file("reference_audio", recording);

    refusal(server.clone(tooLong), 400, "text_too_long");
    refusal(server.clone(wayTooLong), 400, "text_too_long");
    assertThat(server.clone(new MultipartBody().text("text", longest).file("reference_audio", recording)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void clone_textThatIsNotUtf8_isRefused() throws Exception {
    MultipartBody form = new MultipartBody()
        .part("form-data; name=\"text\"", "Grüße".getBytes(StandardCharsets.ISO_8859_1))
        .file("reference_audio", recording);

    refusal(server.clone(form), 400, "invalid_text");
  }

  @Test
  void clone_noText_isRefused() throws Exception {
    refusal(server.clone(new MultipartBody().file("reference_audio", recording)), 400, "invalid_text");
  }

  @Test
  void clone_noReference_isRefused() throws Exception {
    assertThat(refusal(server.clone(hello().file("base_audio", recording)), 400, "missing_reference_audio")
        .path("field").asText()).isEqualTo("reference_audio");
  }

  @Test
  void clone_twoBases_areRefused() throws Exception {
    refusal(server.clone(hello().file("base_audio", recording).file("base_audio", recording)),
        400, "duplicate_field");
  }

  @Test
  void clone_tooManyFiles_areRefused() throws Exception {
    MultipartBody form = hello();
    for (int i = 0; i < 9; i++) {
      form.file("reference_audio", new byte[1]);
    }

    refusal(server.clone(form), 400, "too_many_files");
  }

  @Test
  void clone_tenThousandFields_areRefused() throws Exception {
    MultipartBody form = hello();
    for (int i = 0; i < 10_000; i++) {
      form.text("field" + i, "x");
    }

    refusal(server.clone(form), 400, "unknown_field");
  }

  static Stream<Arguments> notAudio() {
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("text", "This is no audio. ".repeat(500).getBytes(StandardCharsets.UTF_8)),
        Arguments.of("noise", randomBytes()),
        Arguments.of("playlist", "#EXTM3U\nhttp://127.0.0.1/a.ts\n".getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[50_000];
    new Random(2).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notAudio")
  void clone_notAudio_isRefusedByFieldAndIndex(String name, byte[] content) throws Exception {
    MultipartBody form = hello().file("reference_audio", recording).file("reference_audio", content);

    JsonNode error = refusal(server.clone(form), 400, "invalid_audio");

    assertThat(error.path("field").asText()).isEqualTo("reference_audio");
    assertThat(error.path("index").asInt()).isEqualTo(1);
  }

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of("reference_too_short", (UnaryOperator<float[]>) samples -> seconds(samples, 2)),
        Arguments.of("reference_silent", (UnaryOperator<float[]>) samples -> scaled(samples, 1e-3f)),
        Arguments.of("reference_heavily_clipped", (UnaryOperator<float[]>) samples -> scaled(samples, 30)),
        Arguments.of("reference_mostly_noise", (UnaryOperator<float[]>) samples -> noise(samples.length)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void clone_uselessRecording_isRefusedWithWhatToDo(String code, UnaryOperator<float[]> damage) throws Exception {
    MultipartBody form = hello().file("reference_audio", recording).file("base_audio", wav(damage));

    JsonNode error = refusal(server.clone(form), 400, code);

    assertThat(error.path("field").asText()).isEqualTo("base_audio");
    assertThat(error.path("message").asText()).containsPattern("Send|Check|Record|Lower");
  }

  @Test
  void clone_recordingThatCouldBeBetter_isTakenWithWarnings() throws Exception {
    byte[] shortAndQuiet = wav(samples -> scaled(seconds(samples, 4.5), 0.03f));

    HttpResponse<byte[]> answer =
        server.clone(hello().file("reference_audio", recording).file("reference_audio", shortAndQuiet));

    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Reference-Warnings")).contains(
        "reference_short;field=reference_audio;index=1, reference_quiet;field=reference_audio;index=1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
      "application/json, 415, unsupported_media_type",
      "application/x-www-form-urlencoded, 415, unsupported_media_type",
      "multipart/mixed; boundary=----------------0123456789, 415, unsupported_media_type",
      "multipart/form-data, 400, invalid_multipart",
      "multipart/form-data; boundary=another, 400, invalid_multipart",
      "Multipart/Form-Data; boundary=----------------0123456789, 200, ''"})
  void clone_contentType_isTakenAtItsWord(String type, int status, String code) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/voice-clone")
        .header("Content-Type", type)
        .POST(BodyPublishers.ofByteArray(hello().file("reference_audio", recording).bytes())));

    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(status);
    if (status != 200) {
      refusal(answer, status, code);
    }
  }

  @Test
  void clone_fileOver10Megabytes_isRefused() throws Exception {
    JsonNode error = refusal(
        server.clone(hello().file("reference_audio", new byte[(10 << 20) + 1])), 413, "file_too_large");

    assertThat(error.path("max_bytes").asInt()).isEqualTo(10 << 20);
  }

  @Test
  void clone_fileOf10Megabytes_isReadAndJudged() throws Exception {
    refusal(server.clone(hello().file("reference_audio", new byte[10 << 20])), 400, "invalid_audio");
  }

  @Test
  void clone_endMissing_isRefused() throws Exception {
    MultipartBody form = hello().file("reference_audio", recording);
    byte[] cut = Arrays.copyOf(form.bytes(), form.bytes().length - 1_000);

    HttpResponse<byte[]> answer = server.send(server.request("/voice-clone")
        .header("Content-Type", form.contentType()).POST(BodyPublishers.ofByteArray(cut)));

    refusal(answer, 400, "invalid_multipart");
  }

  @Test
  void clone_get_isNotAllowed() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/voice-clone").GET());

    refusal(answer, 405, "method_not_allowed");
    assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }
}
