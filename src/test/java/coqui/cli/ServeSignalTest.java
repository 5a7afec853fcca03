package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.WavFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The end of a real process, by real signals. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
class ServeSignalTest {

  /** Some seconds of work for the demo voice. */
  private static final String SENTENCES =
      "Here is one more sentence, and it takes the voice a while to speak. ".repeat(10);
  private static final String WHOLE = "{\"text\": \"%s\", \"seed\": 1}".formatted(SENTENCES);
  private static final String STREAMED = "{\"text\": \"%s\", \"seed\": 1, \"stream\": true}".formatted(SENTENCES);
  private static final Map<String, String> PATIENT = Map.of("camel.main.shutdown-timeout", "100");
  private static final int KILLED_BY_SIGINT = 130;
  private static final long SIGINT_BIT = 1 << 1;   // signal 2

  @TempDir
  static Path folder;   // the checkpoint is converted once

  @Test
  void sigterm_nothingInWork_exitsWith0() throws Exception {
    try (ServeProcess server = ServeProcess.ready(folder, Map.of())) {
      server.terminate();

      assertThat(server.exit()).isZero();
      assertThat(server.printed()).contains("serve.stopping", "serve.drained unanswered=0");
    }
  }

  @Test
  void everythingPrinted_inJson_isAnObjectALine() throws Exception {
    ObjectMapper json = new ObjectMapper();
    try (ServeProcess server = ServeProcess.start(folder, Map.of("coqui.log.format", "json"))) {
      server.awaitPrinted(Pattern.compile("\"serve.ready\""));
      server.terminate();

      assertThat(server.exit()).isZero();
      assertThat(server.printed().lines().toList()).isNotEmpty().allSatisfy(line ->
          assertThat(json.readTree(line).path("message").asText()).isNotEmpty());
    }
  }

  @Test
  void sigterm_whileTheModelLoads_exitsWith0() throws Exception {
    try (ServeProcess server = ServeProcess.start(folder, Map.of())) {
      server.awaitListening();
      server.terminate();

      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void sigterm_withAnAnswerAndAStreamInWork_bothAreFinishedAndNewOnesAreRefused() throws Exception {
    try (ServeProcess server = ServeProcess.ready(folder, PATIENT)) {
      CompletableFuture<HttpResponse<byte[]>> whole = server.ttsAsync(WHOLE);
      CompletableFuture<HttpResponse<byte[]>> streamed = server.ttsAsync(STREAMED);
      server.awaitInWork(2);
      server.terminate();
      HttpResponse<byte[]> ready = server.get("/health/ready");
      while (ready.statusCode() == 200) {   // until the signal has arrived
        ready = server.get("/health/ready");
      }

      assertThat(ServeProcess.errorCode(ready)).isEqualTo("shutting_down");
      assertThat(ServeProcess.errorCode(server.tts(WHOLE))).isEqualTo("shutting_down");
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
      assertThat(whole.join().statusCode()).isEqualTo(200);
      assertThat(WavFile.decode(streamed.join().body()).samples())
          .hasSameSizeAs(WavFile.decode(whole.join().body()).samples());
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void sigterm_moreWorkThanTheDrainTimeAllows_isAnsweredWith503AndExitsWith0() throws Exception {
    try (ServeProcess server = ServeProcess.ready(folder, Map.of("camel.main.shutdown-timeout", "1"))) {
      CompletableFuture<HttpResponse<byte[]>> endless =
          server.ttsAsync("{\"text\": \"%s\"}".formatted(SENTENCES.repeat(25)));
      server.awaitInWork(1);
      server.terminate();

      assertThat(ServeProcess.errorCode(endless.join())).isEqualTo("shutting_down");
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void sigterm_twice_isOnce() throws Exception {
    try (ServeProcess server = ServeProcess.ready(folder, PATIENT)) {
      CompletableFuture<HttpResponse<byte[]>> inWork = server.ttsAsync(WHOLE);
      server.awaitInWork(1);
      server.terminate();
      server.terminate();

      assertThat(inWork.join().statusCode()).isEqualTo(200);
      assertThat(server.exit()).isZero();
    }
  }

  @Test
  void sigint_aSecondTime_endsAtOnce() throws Exception {
    assumeFalse(ignoresSigint(), "SIGINT is ignored, as by jobs that a shell runs in the background");
    try (ServeProcess server = ServeProcess.ready(folder, PATIENT)) {
      CompletableFuture<HttpResponse<byte[]>> inWork =
          server.ttsAsync("{\"text\": \"%s\"}".formatted(SENTENCES.repeat(25)));
      server.awaitInWork(1);
      server.interrupt();
      server.awaitPrinted(Pattern.compile("serve.stopping"));
      server.interrupt();

      assertThat(server.exit()).isEqualTo(KILLED_BY_SIGINT);
      assertThat(inWork).failsWithin(Duration.ofSeconds(10));
    }
  }

  /** Whether this process does so, and with it those that it starts. */
  private static boolean ignoresSigint() throws IOException {
    Path status = Path.of("/proc/self/status");   // only Linux has it
    return Files.exists(status) && Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16) & SIGINT_BIT) != 0);
  }
}
