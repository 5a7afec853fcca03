package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.http.ZipContent;
import coqui.pipeline.ToneModel;
import coqui.speech.SynthesisException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** POST /tts/batch, with a model that sings. */
class BatchTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BREAKS = "This one breaks.";

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    ToneModel tones = new ToneModel();
    ToneModel model = new ToneModel(chunk -> chunk.text().contains("breaks")
        ? CompletableFuture.failedFuture(new SynthesisException("a fault of ours", new IllegalStateException()))
        : tones.synthesize(chunk, chunk));
    server = LiveServer.with(model, Map.of("coqui.batch.max-items", "40", "coqui.batch.max-characters", "400"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> send(String json) throws Exception {
    return server.send(server.request("/tts/batch").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json)));
  }

  private static ZipContent spoken(String json) throws Exception {
    HttpResponse<byte[]> answer = send(json);
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    return ZipContent.of(answer.body());
  }

  @Test
  void batch_ofTwoTexts_hasAFileEachAndThenTheManifest() throws Exception {
    ZipContent zip = spoken(
        "{\"items\": [{\"text\": \"One.\"}, {\"text\": \"Two, in fact.\", \"speaker_id\": \"Sally\"}]}");

    assertThat(zip.recordings()).containsExactlyInAnyOrder("0001.wav", "0002.wav");
    assertThat(List.copyOf(zip.files().keySet())).last().isEqualTo("manifest.json");
    assertThat(zip.manifest().path("items").asInt()).isEqualTo(2);
    assertThat(zip.manifest().path("failed").asInt()).isZero();
    assertThat(zip.result(1)).isEqualTo(JSON.readTree("""
        {"id": "0002", "status": "done", "file": "0002.wav", "seconds": 0.5, "sample_rate": 22050,
         "speakers": ["Sally"]}"""));
    assertThat(WavFile.decode(zip.files().get("0001.wav")).seconds()).isEqualTo(0.5);
  }

  @Test
  void item_isTheSameAsASingleRequest() throws Exception {
    String item = "{\"text\": \"The same.\", \"seed\": 5, \"speed\": 0.9, \"sample_rate\": 16000}";

    ZipContent zip = spoken("{\"items\": [%s]}".formatted(item));

    assertThat(zip.files().get("0001.wav")).isEqualTo(server.tts(item).body());
  }

  @Test
  void manifest_tellsOfAllItemsInTheirOwnOrder() throws Exception {
    String items = IntStream.range(0, 40)
        .mapToObj(number -> "{\"text\": \"Say %d\", \"id\": \"item-%d\"}".formatted(number, number))
        .collect(Collectors.joining(", "));

    JsonNode results = spoken("{\"items\": [%s]}".formatted(items)).manifest().path("results");

    assertThat(results.findValuesAsText("id"))
        .isEqualTo(IntStream.range(0, 40).mapToObj(number -> "item-" + number).toList());
    assertThat(results.findValuesAsText("file")).hasSize(40).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "{\"text\": \"\"} | invalid_text",
      "{} | invalid_text",
      "{\"text\": \"Hi.\", \"speaker_id\": \"Nobody\"} | invalid_speaker",
      "{\"text\": \"Hi.\", \"language\": \"tlh\"} | unsupported_language",
      "{\"text\": \"Hi.\", \"speed\": \"fast\"} | invalid_speed",
      "{\"text\": \"Hi.\", \"stream\": true} | invalid_stream",
      "{\"text\": \"Hi.\", \"colour\": \"red\"} | unknown_field",
      "{\"text\": \"This one breaks.\"} | inference_failed"})
  void item_thatCannotBeSpoken_isToldInTheManifestAndHarmsNoOther(String item, String code) throws Exception {
    ZipContent zip = spoken("{\"items\": [{\"text\": \"Before.\"}, %s, {\"text\": \"After.\"}]}".formatted(item));

    assertThat(zip.recordings()).containsExactlyInAnyOrder("0001.wav", "0003.wav");
    assertThat(zip.errorCode(1)).isEqualTo(code);
    assertThat(zip.result(1).path("status").asText()).isEqualTo("failed");
    assertThat(zip.result(1).path("error").path("request_id")).isEqualTo(zip.manifest().path("request_id"));
    assertThat(zip.manifest().path("failed").asInt()).isEqualTo(1);
  }

  @Test
  void batch_ofWhichNothingCanBeSpoken_isAManifestAlone() throws Exception {
    ZipContent zip = spoken("{\"items\": [{\"text\": \"%s\"}]}".formatted(BREAKS));

    assertThat(zip.files()).containsOnlyKeys("manifest.json");
  }

  @Test
  void item_inAnotherFormat_isNamedByIt() throws Exception {
    ZipContent zip = spoken("{\"items\": [{\"text\": \"Raw.\", \"output_format\": \"pcm\", \"id\": \"raw\"}]}");

    assertThat(zip.files().get("raw.pcm")).hasSize(22_050 / 2 * 2);
  }

  @Test
  void item_inACompressedFormat_isTheFileOfASingleRequest() throws Exception {
    String item = "{\"text\": \"Small.\", \"output_format\": \"mp3\", \"seed\": 1}";

    ZipContent zip = spoken("{\"items\": [%s]}".formatted(item));

    assertThat(zip.files().get("0001.mp3")).isNotEmpty().isEqualTo(server.tts(item).body());
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "{} | invalid_items | items",
      "{\"items\": []} | invalid_items | items",
      "{\"items\": {\"text\": \"Hi.\"}} | invalid_items | items",
      "{\"items\": [\"Hi.\"]} | invalid_items | items[0]",
      "{\"items\": [{\"text\": \"Hi.\"}], \"zip\": true} | unknown_field | zip",
      "{\"items\": [{\"text\": \"Hi.\", \"text\": \"Ho.\"}]} | duplicate_field | items[0].text",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": \"../x\"}]} | invalid_id | id",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": \".hidden\"}]} | invalid_id | id",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": \"\"}]} | invalid_id | id",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": 7}]} | invalid_id | items[0].id",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": \"a\"}, {\"text\": \"Ho.\", \"id\": \"A\"}]} | duplicate_id | id",
      "{\"items\": [{\"text\": \"Hi.\", \"id\": \"0002\"}, {\"text\": \"Ho.\"}]} | duplicate_id | id"})
  void batch_thatIsWrongAsAWhole_isRefused(String json, String code, String field) throws Exception {
    HttpResponse<byte[]> answer = send(json);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.errorCode(answer)).isEqualTo(code);
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo(field);
  }

  @Test
  void batch_withMoreItemsThanAllowed_isRefusedWithTheSetting() throws Exception {
    String items = String.join(", ", java.util.Collections.nCopies(41, "{\"text\": \"Hi.\"}"));

    HttpResponse<byte[]> answer = send("{\"items\": [%s]}".formatted(items));

    assertThat(LiveServer.errorCode(answer)).isEqualTo("too_many_items");
    assertThat(LiveServer.error(answer).path("message").asText()).contains("41", "40", "coqui.batch.max-items");
  }

  @Test
  void batch_withMoreCharactersThanAllowed_isRefusedWithTheSetting() throws Exception {
    String text = "word ".repeat(60);

    HttpResponse<byte[]> answer = send("{\"items\": [{\"text\": \"%s\"}, {\"text\": \"%s\"}]}".formatted(text, text));

    assertThat(LiveServer.errorCode(answer)).isEqualTo("batch_too_long");
    assertThat(LiveServer.error(answer).path("message").asText()).contains("600", "400", "coqui.batch.max-characters");
  }

  @Test
  void zip_isOneForToolsThatReadItsDirectory(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("speech.zip");
    Files.write(file, send("{\"items\": [{\"text\": \"One.\"}, {\"text\": \"Two.\"}]}").body());

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(entry -> entry.getName()))
          .containsExactlyInAnyOrder("0001.wav", "0002.wav", "manifest.json");
    }
  }
}
