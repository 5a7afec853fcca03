package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * OpenAI's packages for Python and JavaScript, unmodified but for the address; what they do is in
 * {@code src/test/openai}.
 *
 * <p>Needs {@code pip install openai} (3.54.0 found nothing) with {@code -Dcoqui.python=FILE}, and
 * {@code npm install openai} (6.49.0) with {@code -Dcoqui.node=FILE} and NODE_PATH naming the folder
 * {@code node_modules}; skipped without.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenAiPackagesTest {

  enum Package {
    PYTHON("coqui.python", "src/test/openai/speech.py", "-c", "import openai"),
    JAVASCRIPT("coqui.node", "src/test/openai/speech.cjs", "-e", "require('openai')");

    private final String interpreter;
    private final String script;
    private final List<String> probe;

    Package(String property, String script, String... probe) {
      this.interpreter = System.getProperty(property, "");
      this.script = script;
      this.probe = List.of(probe);
    }

    void require() throws Exception {
      boolean isThere = !interpreter.isEmpty() && process(probe.toArray(String[]::new)).waitFor() == 0;
      if (!isThere) {
        System.err.println(missing());
      }
      assumeTrue(isThere, missing());
    }

    private String missing() {
      return "SKIPPED, nobody asked as OpenAI's package for %s does: see OpenAiPackagesTest".formatted(name());
    }

    private Process process(String... arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of(interpreter));
      command.addAll(Arrays.asList(arguments));
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    void run(LiveServer server, String what) throws Exception {
      Process process = process(script, server.request("/v1").build().uri().toString(), what);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      System.err.println(said.strip());
    }
  }

  @ParameterizedTest
  @EnumSource
  void speech_askedForByThePackage_isSpokenStreamedOrRefused(Package client) throws Exception {
    client.require();
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      client.run(server, "speech");
    }
  }

  @ParameterizedTest
  @EnumSource
  void speech_askedForTooOften_isWaitedFor(Package client) throws Exception {
    client.require();
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.rate-limit.requests-per-minute", "30", "coqui.rate-limit.burst", "1"))) {
      client.run(server, "patience");

      assertThat(answers(server, 429)).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void speech_askedForWhileTheModelLoads_isWaitedFor(Package client) throws Exception {
    client.require();
    CompletableFuture<SpeechModel> loaded = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(loaded::join, Map.of())) {
      CompletableFuture<Void> refused = CompletableFuture.runAsync(() -> {
        while (answers(server, 503) == 0) {
          Thread.onSpinWait();
        }
        loaded.complete(new ToneModel());
      });
      client.run(server, "patience");

      assertThat(refused).isDone();
    }
  }

  private static double answers(LiveServer server, int status) {
    try {
      return server.metrics().value(
          "coqui_requests_total", Map.of("endpoint", ParseOpenAiSpeech.PATH, "status", Integer.toString(status)));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
