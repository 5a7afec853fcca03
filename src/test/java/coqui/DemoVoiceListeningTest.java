package coqui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Listens to the demo voice with a speech recogniser: its word error rate must be within 5 points of what Coqui's own
 * code gets with the same files and sentences (the table in {@code src/main/resources/demo/README.md}).
 *
 * <p>Needs Python 3 with pocketsphinx ({@code pip install pocketsphinx}); skipped without. {@code -Dcoqui.python=FILE}
 * names another interpreter than {@code python3}.
 */
class DemoVoiceListeningTest {

  private static final String PYTHON = System.getProperty("coqui.python", "python3");
  private static final Path RECOGNISER = Path.of("src/test/python/word_error_rate.py");

  private static final String MISSING =
      "SKIPPED, nobody listened to the demo voice: " + PYTHON + " cannot import pocketsphinx (pip install pocketsphinx)";

  @TempDir
  static Path cache;

  private static LiveServer server;

  @BeforeAll
  static void startServer() throws Exception {
    if (!recogniserIsThere()) {
      System.err.println(MISSING);
      return;
    }
    server = LiveServer.with(DemoCheckpoint.unpack(cache), cache);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest(name = "{0}: Coqui''s own code gets {1} %")
  @CsvSource({"Robert, 30.5", "Angus, 39.5", "Sally, 45.5"})
  void speech_isUnderstoodAsWellAsCoquisOwn(String speaker, double coquisErrorRate, @TempDir Path recordings)
      throws Exception {
    assumeTrue(server != null, MISSING);

    JsonNode report = listen(record(speaker, recordings));
    double errorRate = 100.0 * report.get("edits").asInt() / report.get("words").asInt();
    System.err.printf("%s: word error rate %.1f %%, Coqui's own code %.1f %%%n", speaker, errorRate, coquisErrorRate);
    assertThat(errorRate).as(report.get("heard").toPrettyString()).isLessThan(coquisErrorRate + 5);
  }

  private List<String> record(String speaker, Path folder) throws Exception {
    List<String> manifest = new ArrayList<>();
    List<String> sentences = Files.readAllLines(Path.of("src/test/resources/listening/sentences.txt"));
    for (int i = 0; i < sentences.size(); i++) {
      HttpResponse<byte[]> answer = server.tts(new ObjectMapper().writeValueAsString(Map.of(
          "text", sentences.get(i), "speaker_id", speaker, "language", "en", "seed", i, "sample_rate", 16_000)));
      assertThat(answer.statusCode()).isEqualTo(200);
      Path recording = Files.write(folder.resolve(i + ".wav"), answer.body());
      manifest.add(recording + "\t" + sentences.get(i));
    }
    return manifest;
  }

  private static JsonNode listen(List<String> manifest) throws IOException, InterruptedException {
    Path complaints = cache.resolve("recogniser.err");
    Process recogniser = new ProcessBuilder(PYTHON, RECOGNISER.toString()).redirectError(complaints.toFile()).start();
    try (var recordings = recogniser.outputWriter(StandardCharsets.UTF_8)) {
      recordings.write(String.join("\n", manifest));
    }
    JsonNode report = new ObjectMapper().readTree(recogniser.getInputStream().readAllBytes());
    assertThat(recogniser.waitFor()).as(Files.readString(complaints)).isZero();
    return report;
  }

  private static boolean recogniserIsThere() throws InterruptedException {
    try {
      Process probe = new ProcessBuilder(PYTHON, "-c", "import pocketsphinx")
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }
}
