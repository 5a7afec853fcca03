package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voices that clients save, over a real connection, with the real demo checkpoint and files. */
class SavedVoiceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");

  @TempDir
  static Path folder;

  private static Map<String, String> settings;
  private static LiveServer server;
  private static byte[] voiceA;
  private static byte[] voiceB;

  @BeforeAll
  static void start() throws Exception {
    settings = Map.of("coqui.cache.dir", folder.toString(), "coqui.model.dir", demo().toString(),
        "coqui.voices.directory", folder.resolve("voices").toString());
    server = LiveServer.with(demo(), folder, settings);
    voiceA = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
    voiceB = Files.readAllBytes(RECORDINGS.resolve("voice-b-44k-stereo-24bit.wav"));
  }

  private static Path demo() {
    return DemoCheckpoint.unpack(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void deleteAll() throws Exception {
    for (String name : List.of("Anna", "Jürgen Müller", "玛丽", "R2-D2 (calm)")) {
      delete(server, name);
    }
  }

  private static HttpResponse<byte[]> save(LiveServer at, MultipartBody form) throws IOException, InterruptedException {
    return at.send(at.request("/v1/audio/voices")
        .header("Content-Type", form.contentType()).POST(BodyPublishers.ofByteArray(form.bytes())));
  }

  private static MultipartBody form(String name, byte[] recording) {
    return new MultipartBody().text("name", name).text("consent", "true").file("audio_sample", recording);
  }

  private static JsonNode saved(LiveServer at, String name, byte[] recording) throws Exception {
    return json(save(at, form(name, recording)), 200);
  }

  private static HttpResponse<byte[]> delete(LiveServer at, String name) throws IOException, InterruptedException {
    String part = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return at.send(at.request("/v1/audio/voices/" + part).DELETE());
  }

  private static JsonNode json(HttpResponse<byte[]> answer, int status) throws IOException {
    assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  private static byte[] spoken(LiveServer at, String name) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = at.tts(
        "{\"text\": \"Hello.\", \"seed\": 5, \"normalize\": false, \"speaker_id\": \"%s\"}".formatted(name));
    assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return answer.body();
  }

  /** What the same recording sounds like when it is not saved. */
  private static byte[] cloned(byte[] recording) throws IOException, InterruptedException {
    return server.clone(new MultipartBody().text("text", "Hello.").text("seed", "5").text("normalize", "false")
        .file("reference_audio", recording)).body();
  }

  private static List<String> speakers(LiveServer at) throws IOException, InterruptedException {
    JsonNode list = json(at.send(at.request("/speakers").GET()), 200);
    assertThat(list.path("count").asInt()).isEqualTo(list.path("speakers").size());
    return StreamSupport.stream(list.path("speakers").spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void save_recording_isAnsweredAsOpenAiDoesAndListedAfterTheBuiltInVoices() throws Exception {
    long before = Instant.now().getEpochSecond();
    JsonNode voice = saved(server, "Anna", voiceA);

    assertThat(voice.path("id").asText()).isEqualTo("Anna");
    assertThat(voice.path("object").asText()).isEqualTo("audio.voice");
    assertThat(voice.path("name").asText()).isEqualTo("Anna");
    assertThat(voice.path("created_at").asLong()).isBetween(before, Instant.now().getEpochSecond());
    List<String> speakers = Stream.concat(DemoVoices.SPEAKERS.stream(), Stream.of("Anna")).toList();
    assertThat(speakers(server)).isEqualTo(speakers);
    JsonNode voices = json(server.send(server.request("/v1/audio/voices").GET()), 200).path("voices");
    assertThat(voices.findValuesAsText("id")).isEqualTo(speakers);
    assertThat(voices.findValuesAsText("saved")).as("only these can be deleted")
        .isEqualTo(speakers.stream().map(name -> Boolean.toString(name.equals("Anna"))).toList());
  }

  @Test
  void tts_savedVoice_soundsAsTheSameRecordingCloned() throws Exception {
    saved(server, "Anna", voiceA);

    assertThat(spoken(server, "Anna")).isEqualTo(cloned(voiceA)).isNotEqualTo(cloned(voiceB));
  }

  @Test
  void save_severalRecordings_allCount() throws Exception {
    json(save(server, form("Anna", voiceA).file("audio_sample", voiceB)), 200);

    assertThat(spoken(server, "Anna")).isNotEqualTo(cloned(voiceA)).isNotEqualTo(cloned(voiceB));
  }

  @Test
  void save_namesOfAllScripts_canBeSpokenListedAndDeleted() throws Exception {
    for (String name : List.of("Jürgen Müller", "玛丽", "R2-D2 (calm)")) {
      assertThat(saved(server, name, voiceA).path("name").asText()).isEqualTo(name);
      assertThat(speakers(server)).contains(name);
      assertThat(spoken(server, name)).isNotEmpty();
      assertThat(json(delete(server, name), 200).path("id").asText()).isEqualTo(name);
      assertThat(speakers(server)).doesNotContain(name);
    }
  }

  @Test
  void tts_sameNameSavedAgainWithAnotherRecording_isTheOtherVoiceNotTheKeptSound() throws Exception {
    saved(server, "Anna", voiceA);
    byte[] first = spoken(server, "Anna");
    assertThat(spoken(server, "Anna")).isEqualTo(first);   // from the audio cache
    json(delete(server, "Anna"), 200);
    saved(server, "Anna", voiceB);

    assertThat(spoken(server, "Anna")).isEqualTo(cloned(voiceB)).isNotEqualTo(first);
  }

  @Test
  void tts_afterARestartAndFromAnotherProcessOnTheFolder_speaksTheSavedVoice() throws Exception {
    saved(server, "Anna", voiceA);

    try (LiveServer other = LiveServer.with(demo(), folder, settings)) {
      assertThat(speakers(other)).endsWith("Anna");
      assertThat(spoken(other, "Anna")).isEqualTo(cloned(voiceA));

      json(delete(other, "Anna"), 200);
      assertThat(speakers(server)).doesNotContain("Anna");
      assertThat(LiveServer.errorCode(server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Anna\"}")))
          .isEqualTo("invalid_speaker");
      saved(other, "Anna", voiceB);
      assertThat(spoken(server, "Anna")).isEqualTo(cloned(voiceB));
    }
  }

  @Test
  void save_unlessAsked_keepsNoRecording() throws Exception {
    saved(server, "Anna", voiceA);
    assertThat(files()).containsExactly("voice");

    json(delete(server, "Anna"), 200);
    assertThat(files()).isEmpty();
    json(save(server, form("Anna", voiceA).file("audio_sample", voiceB).text("keep_recording", "true")), 200);
    assertThat(files()).containsExactly("recording-1", "recording-2", "voice");
    json(delete(server, "Anna"), 200);
    assertThat(files()).isEmpty();
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("voices"))) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void delete_savedVoice_isAnsweredAsOpenAiDoesAndGone() throws Exception {
    saved(server, "Anna", voiceA);

    JsonNode answer = json(delete(server, "Anna"), 200);

    assertThat(answer).isEqualTo(JSON.readTree("{\"id\":\"Anna\",\"object\":\"audio.voice\",\"deleted\":true}"));
    assertThat(json(delete(server, "Anna"), 404).at("/error/code").asText()).isEqualTo("voice_not_found");
    HttpResponse<byte[]> speech = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Anna\"}");
    assertThat(LiveServer.error(speech).path("code").asText()).isEqualTo("invalid_speaker");
    assertThat(LiveServer.error(speech).path("valid_speakers")).extracting(JsonNode::asText)
        .isEqualTo(DemoVoices.SPEAKERS);
  }

  @Test
  void tts_savedVoiceOfAnotherCheckpoint_isRefusedAndNotListed() throws Exception {
    saved(server, "Anna", voiceA);
    Path other = Path.of("src/test/resources/reference/xtts/checkpoint");
    Map<String, String> otherSettings = Map.of("coqui.model.dir", other.toString(),
        "coqui.speakers.metadata-file", folder.resolve("other.json").toString(),
        "coqui.voices.directory", folder.resolve("voices").toString());
    try (LiveServer elsewhere = LiveServer.with(other, folder, otherSettings)) {
      HttpResponse<byte[]> speech = elsewhere.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Anna\"}");

      assertThat(speech.statusCode()).isEqualTo(400);
      assertThat(LiveServer.error(speech).path("code").asText()).isEqualTo("invalid_speaker");
      assertThat(LiveServer.error(speech).path("message").asText()).contains("learned with another model");
      assertThat(speakers(elsewhere)).doesNotContain("Anna");
      assertThat(json(save(elsewhere, form("Anna", voiceA)), 409).at("/error/code").asText()).isEqualTo("voice_exists");
    }
  }
}
