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
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be saved or deleted, and what is said to it, in OpenAI's shape. */
class SavedVoiceRefusalTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");
  private static final ToneModel MODEL = new ToneModel();

  @TempDir
  static Path folder;

  private static LiveServer server;
  private static byte[] recording;

  @BeforeAll
  static void start() throws Exception {
    recording = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
    server = LiveServer.with(MODEL, settings(folder.resolve("voices")));
  }

  private static Map<String, String> settings(Path voices) {
    return Map.of("coqui.model.dir", "src/main/resources/demo", "coqui.voices.directory", voices.toString(),
        "coqui.speakers.metadata-file", folder.resolve("speakers.json").toString(), "coqui.voices.most", "2",
        "coqui.upload.max-files", "2", "coqui.upload.max-file-bytes", "2000000");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void learnedNothing() {
    MODEL.voicesLearned.set(0);
  }

  private static HttpResponse<byte[]> send(LiveServer at, MultipartBody form) throws IOException, InterruptedException {
    return at.send(at.request("/v1/audio/voices")
        .header("Content-Type", form.contentType()).POST(BodyPublishers.ofByteArray(form.bytes())));
  }

  /** The error, once it was seen that it has OpenAI's shape. */
  private static JsonNode refusal(HttpResponse<byte[]> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(status);
    JsonNode error = LiveServer.error(answer);
    assertThat(StreamSupport.stream(((Iterable<String>) error::fieldNames).spliterator(), false).toList())
        .contains("message", "type", "param", "code");
    return error;
  }

  private static MultipartBody form(String name, String consent) {
    return new MultipartBody().text("name", name).text("consent", consent).file("audio_sample", recording);
  }

  @ParameterizedTest(name = "{0}={1}: {3}")
  @CsvSource(nullValues = "absent", value = {
      "name, absent, invalid_name, The field name is missing",
      "name, '', invalid_name, a string that is not empty",
      "name, ../../etc, invalid_name, U+002F",
      "name, An/na, invalid_name, U+002F",
      "name, ' Anna', invalid_name, U+0020",
      "name, An\u202Ena, invalid_name, U+202E",
      "consent, absent, invalid_consent, The field consent is missing",
      "consent, false, invalid_consent, without it no voice is saved",
      "consent, No, invalid_consent, without it no voice is saved",
      "consent, '  ', invalid_consent, without it no voice is saved",
      "keep_recording, maybe, invalid_keep_recording, expected true or false",
      "language, en, unknown_field, use those of valid_fields"})
  void save_badField_isRefusedByNameBeforeTheRecordingIsHeard(String field, String value, String code, String message)
      throws Exception {
    MultipartBody form = new MultipartBody().file("audio_sample", recording);
    Map.of("name", "Anna", "consent", "true").forEach((other, good) -> {
      if (!other.equals(field)) {
        form.text(other, good);
      }
    });
    if (value != null) {
      form.text(field, value);
    }

    JsonNode error = refusal(send(server, form), 400);

    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("param").asText()).isEqualTo(field);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(MODEL.voicesLearned).hasValue(0);
  }

  @Test
  void save_consentThatIsTooLong_isRefusedWithTheBound() throws Exception {
    JsonNode error = refusal(send(server, form("Anna", "yes ".repeat(100))), 400);

    assertThat(error.path("code").asText()).isEqualTo("invalid_consent");
    assertThat(error.path("message").asText()).endsWith("expected a string of 1 to 250 characters.");
  }

  @Test
  void save_noRecording_isRefused() throws Exception {
    JsonNode error = refusal(send(server, new MultipartBody().text("name", "Anna").text("consent", "true")), 400);

    assertThat(error.path("code").asText()).isEqualTo("missing_audio_sample");
  }

  @Test
  void save_tooManyOrTooLargeRecordings_areRefused() throws Exception {
    MultipartBody many = form("Anna", "true").file("audio_sample", recording).file("audio_sample", recording);
    assertThat(refusal(send(server, many), 400).path("code").asText()).isEqualTo("too_many_files");

    MultipartBody large = form("Anna", "true").file("audio_sample", new byte[2_000_001]);
    assertThat(refusal(send(server, large), 413).path("code").asText()).isEqualTo("file_too_large");
  }

  @Test
  void save_recordingThatWillNotDo_isRefusedAsByVoiceClone() throws Exception {
    MultipartBody noise = new MultipartBody().text("name", "Anna").text("consent", "true")
        .file("audio_sample", recording).file("audio_sample", new byte[10_000]);
    JsonNode error = refusal(send(server, noise), 400);

    assertThat(error.path("code").asText()).isEqualTo("invalid_audio");
    assertThat(error.path("param").asText()).isEqualTo("audio_sample");
    assertThat(error.path("index").asInt()).isEqualTo(1);
    assertThat(refusal(deleted("Anna"), 404).path("code").asText()).isEqualTo("voice_not_found");
  }

  @Test
  void save_recordingThatCouldBeBetter_isSavedWithAWarning() throws Exception {
    AudioClip whole = WavFile.decode(recording);
    byte[] brief = WavFile.encode(
        new AudioClip(Arrays.copyOf(whole.samples(), (int) (4.5 * whole.sampleRate())), whole.sampleRate()));
    HttpResponse<byte[]> answer = send(server,
        new MultipartBody().text("name", "Brief").text("consent", "true").file("audio_sample", brief));

    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Reference-Warnings").orElse(""))
        .contains("reference_short;field=audio_sample;index=0");
    assertThat(deleted("Brief").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Robert", "robert", "ROBERT"})
  void save_nameOfABuiltInVoice_isRefused(String name) throws Exception {
    HttpResponse<byte[]> answer = send(server, form(name, "true"));

    assertThat(refusal(answer, 409).path("code").asText()).isEqualTo("voice_exists");
    assertThat(answer.headers().firstValue("X-Should-Retry")).contains("false");
  }

  @Test
  void save_moreThanMayBe_isRefusedBeforeTheRecordingIsHeard() throws Exception {
    for (String name : List.of("One", "Two")) {
      assertThat(send(server, form(name, "true")).statusCode()).isEqualTo(200);
    }
    int learned = MODEL.voicesLearned.get();
    JsonNode error = refusal(send(server, form("Three", "true")), 403);

    assertThat(error.path("code").asText()).isEqualTo("voice_quota_exceeded");
    assertThat(error.path("message").asText()).contains("coqui.voices.most");
    assertThat(MODEL.voicesLearned).hasValue(learned);
    assertThat(refusal(send(server, form("oNE", "true")), 409).path("code").asText()).isEqualTo("voice_exists");
    assertThat(deleted("One").statusCode()).isEqualTo(200);
    assertThat(deleted("Two").statusCode()).isEqualTo(200);
  }

  @Test
  void save_folderThatCannotBeWritten_isToldAsOurFault() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    try (LiveServer broken = LiveServer.with(new ToneModel(), settings(file.resolve("voices")))) {
      HttpResponse<byte[]> answer = send(broken, form("Anna", "true"));

      JsonNode error = refusal(answer, 500);
      assertThat(error.path("code").asText()).isEqualTo("voice_storage_failed");
      assertThat(error.path("message").asText()).contains("coqui.voices.directory").doesNotContain(folder.toString());
      assertThat(broken.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Robert\"}").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<byte[]> deleted(String part) throws IOException, InterruptedException {
    return server.send(server.request("/v1/audio/voices/" + part).DELETE());
  }

  @Test
  void delete_builtInVoice_isRefused() throws Exception {
    assertThat(refusal(deleted("Robert"), 403).path("code").asText()).isEqualTo("built_in_voice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Nobody", "robert", "..%2F..%2Fetc", "%00", "%FF%FE", "Anna%20", "%F0%9F%98%80"})
  void delete_nameThatIsNone_isNotFound(String part) throws Exception {
    JsonNode error = refusal(deleted(part), 404);

    assertThat(error.path("code").asText()).isEqualTo("voice_not_found");
  }

  @Test
  void options_pathOfTwoRoutes_hasTheMethodsOfBoth() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(server.request("/v1/audio/voices").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.headers().firstValue("Allow").orElse("").split(", "))
        .containsExactlyInAnyOrder("GET", "HEAD", "POST", "OPTIONS");
    assertThat(refusal(server.send(server.request("/v1/audio/voices").DELETE()), 405).path("code").asText())
        .isEqualTo("method_not_allowed");
  }

  @Test
  void save_noForm_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/v1/audio/voices")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")));

    assertThat(refusal(answer, 415).path("code").asText()).isEqualTo("unsupported_media_type");
  }
}
