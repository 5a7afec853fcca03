package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code X-Cache}: what is spoken once and what each time, over a real connection. */
class AudioCacheOverHttpTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");
  private static final String SEEDED = "{\"text\": \"Hello there.\", \"seed\": 1}";

  @TempDir
  Path folder;

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

  private static List<String> cache(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    return answer.headers().allValues("X-Cache");
  }

  private static HttpRequest.Builder noStore(HttpRequest.Builder request, String value) {
    return request.header("Content-Type", "application/json").header("Cache-Control", value)
        .POST(BodyPublishers.ofString(SEEDED));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      SEEDED,
      "{\"text\": \"Hello there.\", \"temperature\": 0}",
      "{\"text\": \"Hello there.\", \"top_k\": 1}"})
  void tts_repeatableRequestAgain_isTheSameWithoutTheModel(String request) throws Exception {
    HttpResponse<byte[]> first = server.tts(request);
    HttpResponse<byte[]> second = server.tts(request);

    assertThat(cache(first)).containsExactly("miss");
    assertThat(cache(second)).containsExactly("hit");
    assertThat(second.body()).isEqualTo(first.body());
    for (String header : List.of("X-Speaker", "X-Sample-Rate", "X-Duration-Sec", "X-Engine", "Content-Type")) {
      assertThat(second.headers().firstValue(header)).as(header).isEqualTo(first.headers().firstValue(header));
    }
    assertThat(model.asked).hasSize(1);
  }

  @Test
  void tts_neitherSeedNorGreedy_isSpokenEachTime() throws Exception {
    String request = "{\"text\": \"Hello there.\"}";

    assertThat(cache(server.tts(request))).isEmpty();
    assertThat(cache(server.tts(request))).isEmpty();
    assertThat(model.asked).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"text\": \"Hello theres.\", \"seed\": 1}",
      "{\"text\": \"Hello there.\", \"seed\": 2}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"speaker_id\": \"Sally\"}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"language\": \"de\"}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"speed\": 1.1}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"temperature\": 0.3}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"temperature\": 0}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"top_k\": 40}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"top_p\": 0.5}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"repetition_penalty\": 3}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"sample_rate\": 24000}",
      "{\"text\": \"Hello there.\", \"seed\": 1, \"normalize\": false}"})
  void tts_anyFieldChanged_isSpokenAnew(String changed) throws Exception {
    server.tts(SEEDED);

    assertThat(cache(server.tts(changed))).containsExactly("miss");
    assertThat(cache(server.tts(SEEDED))).containsExactly("hit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-store", "max-age=0, No-Store"})
  void tts_noStore_isNeitherTakenFromTheCacheNorKept(String cacheControl) throws Exception {
    assertThat(cache(server.send(noStore(server.request("/tts"), cacheControl)))).isEmpty();
    assertThat(cache(server.tts(SEEDED))).containsExactly("miss");
    assertThat(cache(server.send(noStore(server.request("/tts"), cacheControl)))).isEmpty();
    assertThat(model.asked).hasSize(3);
  }

  @Test
  void clone_sameVoiceAndSeedAgain_isKeptAndAnotherVoiceIsNot() throws Exception {
    byte[] voiceA = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
    byte[] voiceB = Files.readAllBytes(RECORDINGS.resolve("voice-b-44k-stereo-24bit.wav"));

    assertThat(cache(server.clone(form(voiceA)))).containsExactly("miss");
    assertThat(cache(server.clone(form(voiceA)))).containsExactly("hit");
    assertThat(cache(server.clone(form(voiceB)))).containsExactly("miss");
    assertThat(cache(server.tts(SEEDED))).containsExactly("miss");
  }

  private static MultipartBody form(byte[] voice) {
    return new MultipartBody().text("text", "Hello there.").text("seed", "1").file("reference_audio", voice);
  }

  @Test
  void tts_failedRequest_isNotKept() throws Exception {
    assertThat(server.tts("{\"text\": \"...\", \"seed\": 1}").statusCode()).isEqualTo(400);
    assertThat(server.tts("{\"text\": \"...\", \"seed\": 1}").statusCode()).isEqualTo(400);
  }

  @Test
  void tts_cacheTurnedOff_isSpokenEachTime() throws Exception {
    try (LiveServer without = LiveServer.with(model, Map.of("coqui.audio-cache.memory-bytes", "0"))) {
      assertThat(cache(without.tts(SEEDED))).isEmpty();
      assertThat(cache(without.tts(SEEDED))).isEmpty();
    }
  }

  @Test
  void tts_withAFolder_isKeptBeyondTheEndOfTheServerAndSaysNothingOfTheText() throws Exception {
    Map<String, String> kept = Map.of("coqui.audio-cache.directory", folder.toString());
    byte[] first;
    try (LiveServer before = LiveServer.with(model, kept)) {
      first = before.tts(SEEDED).body();
    }
    try (LiveServer after = LiveServer.with(model, kept)) {
      HttpResponse<byte[]> again = after.tts(SEEDED);

      assertThat(cache(again)).containsExactly("hit");
      assertThat(again.body()).isEqualTo(first);
    }
    Path file = onlyFile();
    assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}\\.audio");
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("Hello");
  }

  @Test
  void tts_damagedFileInTheFolder_isSpokenAnew() throws Exception {
    Map<String, String> onlyFolder = Map.of(
        "coqui.audio-cache.directory", folder.toString(), "coqui.audio-cache.memory-bytes", "0");
    try (LiveServer filed = LiveServer.with(model, onlyFolder)) {
      HttpResponse<byte[]> first = filed.tts(SEEDED);
      byte[] content = Files.readAllBytes(onlyFile());
      content[content.length - 1] ^= 1;
      Files.write(onlyFile(), content);
      HttpResponse<byte[]> second = filed.tts(SEEDED);

      assertThat(cache(second)).containsExactly("miss");
      assertThat(second.body()).isEqualTo(first.body());
      assertThat(cache(filed.tts(SEEDED))).containsExactly("hit");
    }
  }

  @Test
  void tts_folderThatCannotBe_isServedWithout() throws Exception {
    Path inTheWay = Files.writeString(folder.resolve("file"), "in the way");
    try (LiveServer homeless = LiveServer.with(model, Map.of(
        "coqui.audio-cache.directory", inTheWay.resolve("below").toString(), "coqui.audio-cache.memory-bytes", "0"))) {
      assertThat(cache(homeless.tts(SEEDED))).containsExactly("miss");
      assertThat(cache(homeless.tts(SEEDED))).containsExactly("miss");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"coqui.audio.crossfade-ms=10", "coqui.audio.target-lufs=-20", "coqui.audio.true-peak-dbfs=-2"})
  void tts_otherSettingOfTheService_isSpokenAnew(String setting) throws Exception {
    String directory = folder.toString();
    try (LiveServer before = LiveServer.with(model, Map.of("coqui.audio-cache.directory", directory))) {
      before.tts(SEEDED);
    }
    String[] keyAndValue = setting.split("=");
    try (LiveServer other = LiveServer.with(model,
        Map.of("coqui.audio-cache.directory", directory, keyAndValue[0], keyAndValue[1]))) {
      assertThat(cache(other.tts(SEEDED))).containsExactly("miss");
    }
  }

  private Path onlyFile() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.reduce((one, other) -> {
        throw new AssertionError("more than one file");
      }).orElseThrow();
    }
  }
}
