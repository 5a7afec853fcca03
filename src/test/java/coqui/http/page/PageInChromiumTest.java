package coqui.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coqui.Interpreter;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser: typed, spoken, heard, stopped, cloned, copied as a command and run, and looked at by axe;
 * {@code src/test/browser} has the tests, this starts what they are held against.
 *
 * <p>Needs Chromium ({@code -Dcoqui.chromium=FILE}; Debian's 156 was used), Node 20 or newer
 * ({@code -Dcoqui.node=FILE}, else {@code node}) and a folder into which {@code npm install playwright-core axe-core}
 * was run ({@code -Dcoqui.node-modules=DIR}; 1.65.1 and 4.14.1 were used). Skipped without. About two minutes.
 */
class PageInChromiumTest {

  private static final String CHROMIUM = System.getProperty("coqui.chromium", "");
  private static final String MODULES = System.getProperty("coqui.node-modules", "");
  private static final String MISSING = "SKIPPED, no browser looked at the page: -Dcoqui.chromium=FILE and"
      + " -Dcoqui.node-modules=DIR do not name one and a folder with playwright-core and axe-core";

  private static final String KEY = "a-key-for-the-page";

  @TempDir Path folder;

  @BeforeAll
  static void tellIfNobodyLooks() {
    if (isSkipped()) {
      System.err.println(MISSING);
    }
  }

  private static boolean isSkipped() {
    return CHROMIUM.isEmpty() || MODULES.isEmpty();
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void page_inABrowser_doesWhatItsTestsSay() throws Exception {
    assumeTrue(!isSkipped(), MISSING);
    Path report = folder.resolve("report.txt");
    Path cache = folder.resolve("cache");
    Path checkpoint = DemoCheckpoint.unpack(cache);
    Map<String, String> savedVoices = Map.of("coqui.voices.directory", folder.resolve("voices").toString());
    try (LiveServer open = LiveServer.with(checkpoint, cache, savedVoices);
        LiveServer keyed = LiveServer.with(new ToneModel(), Map.of("coqui.api-keys", KEY));
        LiveServer limited = LiveServer.with(new ToneModel(), Map.of(
            "coqui.rate-limit.requests-per-minute", "2", "coqui.rate-limit.burst", "2"))) {
      List<String> arguments =
          new ArrayList<>(List.of("--test", "--test-concurrency=1", "--test-reporter=spec"));
      arguments.addAll(tests());
      ProcessBuilder node = Interpreter.NODE.process(arguments.toArray(String[]::new));
      node.environment().putAll(Map.of(
          "CHROMIUM", CHROMIUM, "NODE_MODULES", MODULES, "OPEN", address(open), "KEYED", address(keyed), "KEY", KEY,
          "LIMITED", address(limited), "REFERENCES", "src/test/resources/reference/xtts/references",
          "DEMO_SPEAKERS", String.join(",", DemoVoices.SPEAKERS)));

      int status = node.redirectErrorStream(true).redirectOutput(report.toFile()).start().waitFor();

      String found = Files.readString(report);
      System.err.println(found);
      assertThat(status).as(found).isZero();
    }
  }

  private static List<String> tests() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/browser"))) {
      return files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().toList();
    }
  }

  private static String address(LiveServer server) {
    return server.request("/").build().uri().toString();
  }
}
