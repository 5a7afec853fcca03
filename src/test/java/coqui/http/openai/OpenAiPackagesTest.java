package coqui.http.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import coqui.Interpreter;
import coqui.http.LiveServer;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
 * <p>Needs Python with {@code pip install openai} (3.54.0 found nothing), {@code -Dcoqui.python=FILE} naming another
 * interpreter than {@code python3}; and Node 20 or newer with {@code npm install openai} (6.49.0) in some folder, which
 * {@code -Dcoqui.node-modules=DIR/node_modules} names; skipped without.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OpenAiPackagesTest {

  enum Package {
    PYTHON(Interpreter.PYTHON, "src/test/openai/speech.py"),
    JAVASCRIPT(Interpreter.NODE, "src/test/openai/speech.cjs");

    private final Interpreter interpreter;
    private final String script;

    Package(Interpreter interpreter, String script) {
      this.interpreter = interpreter;
      this.script = script;
    }

    void require() {
      String missing = "SKIPPED, nobody asked as OpenAI's package for %s does: see OpenAiPackagesTest".formatted(name());
      boolean isThere = interpreter.canImport("openai");
      if (!isThere) {
        System.err.println(missing);
      }
      assumeTrue(isThere, missing);
    }

    void run(LiveServer server, String what) throws Exception {
      Process process = interpreter.process(script, server.request("/v1").build().uri().toString(), what)
          .redirectErrorStream(true).start();
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
