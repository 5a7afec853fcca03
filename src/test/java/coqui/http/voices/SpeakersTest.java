package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speakers.SpeakerMetadata;
import coqui.speakers.SpeakerMetadataFile;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET /speakers} over a real connection, of the demo voice's checkpoint, while its model is being loaded. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SpeakersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path DEMO = Path.of("src/main/resources/demo");
  private static final Instant THREE_DAYS_AGO = Instant.now().minus(Duration.ofDays(3)).minus(Duration.ofHours(1));

  @TempDir static Path folder;
  private static final CompletableFuture<SpeechModel> LOADING = new CompletableFuture<>();
  private static SpeakerMetadataFile file;
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
    server = serverOf(DEMO, file.path());
  }

  private static LiveServer serverOf(Path checkpoint, Path metadata) throws Exception {
    return new LiveServer(LOADING::join, Map.of(
        "coqui.model.dir", checkpoint.toString(), "coqui.speakers.metadata-file", metadata.toString()));
  }

  @BeforeEach
  void withoutAFile() throws IOException {
    Files.deleteIfExists(file.path());
  }

  @AfterAll
  static void stop() {
    LOADING.complete(new ToneModel());
    server.close();
  }

  @Test
  void speakers_youngFile_isAnsweredFromItWhileTheModelLoads() throws Exception {
    file.write(new SpeakerMetadata(List.of("Ana", "Eugenio Mataracı"), THREE_DAYS_AGO));
    HttpResponse<byte[]> answer = get("");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(new String(answer.body())).isEqualTo(
        "{\"speakers\":[\"Ana\",\"Eugenio Mataracı\"],\"count\":2,\"last_updated\":\"%s\",\"cache_age_days\":3}"
            .formatted(THREE_DAYS_AGO));
  }

  @Test
  void speakers_noFile_areReadFromTheCheckpointAndWritten() throws Exception {
    JsonNode answer = json(get(""));

    assertThat(speakers(answer)).isEqualTo(DemoVoices.SPEAKERS);
    assertThat(answer.path("count").intValue()).isEqualTo(DemoVoices.SPEAKERS.size());
    assertThat(answer.path("cache_age_days").intValue()).isZero();
    SpeakerMetadata written = file.read().orElseThrow();
    assertThat(written.speakers()).isEqualTo(speakers(answer));
    assertThat(written.lastUpdated()).isEqualTo(answer.path("last_updated").asText()).isBefore(Instant.now());
  }

  @Test
  void speakers_tenDaysOldFile_isAnsweredAtOnceAndRefreshedInTheBackground() throws Exception {
    file.write(new SpeakerMetadata(List.of("Old"), Instant.now().minus(Duration.ofDays(10))));
    JsonNode first = json(get(""));

    assertThat(speakers(first)).containsExactly("Old");
    assertThat(first.path("cache_age_days").intValue()).isEqualTo(10);
    JsonNode later = first;
    while (speakers(later).contains("Old")) {
      later = json(get(""));
    }
    assertThat(speakers(later)).isEqualTo(DemoVoices.SPEAKERS);
    assertThat(later.path("cache_age_days").intValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"speakers\":[\"Old\"],",
      "{\"speakers\":[1],\"last_updated\":\"2026-11-01T12:00:00Z\"}",
      "{\"speakers\":[\"Old\"],\"last_updated\":\"9999-11-01T12:00:00Z\"}",
      "{\"speakers\":[\"Old\"],\"last_updated\":\"2026-11-22T12:00:00Z\",\"checkpoint\":\"1-of another checkpoint\"}"})
  void speakers_unusableFile_isRebuilt(String content) throws Exception {
    Files.writeString(file.path(), content);
    HttpResponse<byte[]> answer = get("");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(speakers(json(answer))).isEqualTo(DemoVoices.SPEAKERS);
  }

  @Test
  void speakers_volumeThatCannotBeWritten_areKeptInMemory() throws Exception {
    Path notAFolder = Files.createFile(folder.resolve("volume"));
    try (LiveServer readOnly = serverOf(DEMO, notAFolder.resolve("speaker_metadata.json"))) {
      HttpResponse<byte[]> first = get(readOnly, "");
      HttpResponse<byte[]> second = get(readOnly, "");

      assertThat(speakers(json(first))).isEqualTo(DemoVoices.SPEAKERS);
      assertThat(second.body()).isEqualTo(first.body());
    }
  }

  @Test
  void speakers_checkpointUnusableAndNoFile_isModelLoadFailed() throws Exception {
    try (LiveServer withoutCheckpoint = serverOf(folder, file.path())) {
      HttpResponse<byte[]> answer = get(withoutCheckpoint, "");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("model_load_failed");
    }
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({"?refresh=true, Sally", "?refresh=false, Old", "?other=true, Old"})
  void speakers_refresh_decidesWhetherTheCheckpointIsRead(String query, String known) throws Exception {
    file.write(new SpeakerMetadata(List.of("Old"), THREE_DAYS_AGO));

    assertThat(speakers(json(get(query)))).contains(known);
    assertThat(file.read().orElseThrow().speakers()).contains(known);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "refresh", "refresh=", "refresh=1", "refresh=True", "refresh=yes", "refresh=true%20", "refresh=%00",
      "refresh=%F0%9F", "refresh=true&refresh=true"})
  void speakers_refreshThatIsNeitherTrueNorFalse_isRefused(String query) throws Exception {
    HttpResponse<byte[]> answer = get("?" + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_refresh");
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo("refresh");
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void speakers_longRefreshValue_isShownShortened() throws Exception {
    HttpResponse<byte[]> answer = get("?refresh=" + "x".repeat(3_000));

    assertThat(LiveServer.error(answer).path("message").asText()).contains("xxx…").hasSizeLessThan(100);
  }

  @Test
  void speakers_queryThatIsNotEncoded_isRefused() throws Exception {
    String request = "GET /speakers?refresh=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    assertThat(server.raw(request)).startsWith("HTTP/1.1 400 ").contains("\"code\":\"bad_request\"");
  }

  @Test
  void speakers_anotherMethod_isRefusedWithThoseThatAreAllowed() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/speakers").POST(BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
  }

  private static HttpResponse<byte[]> get(String query) throws IOException, InterruptedException {
    return get(server, query);
  }

  private static HttpResponse<byte[]> get(LiveServer from, String query) throws IOException, InterruptedException {
    return from.send(from.request("/speakers" + query).GET());
  }

  private static JsonNode json(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static List<String> speakers(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.path("speakers").forEach(name -> names.add(name.asText()));
    return names;
  }
}
