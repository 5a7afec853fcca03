package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.xtts.EngineListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose checkpoint's {@code model.pth} is truncated when it starts. */
class ModelLoadFailureTest {

  private static final String HELLO = "{\"text\": \"Hello.\"}";

  @TempDir
  Path folder;

  private final AtomicInteger attempts = new AtomicInteger();
  private Path checkpoint;
  private Path model;
  private byte[] whole;

  @BeforeEach
  void truncateTheModel() throws IOException {
    checkpoint = DemoCheckpoint.unpack(folder);
    model = checkpoint.resolve("model.pth");
    whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void tts_checkpointWholeAtTheSecondAttempt_isSpoken() throws Exception {
    try (LiveServer server = new LiveServer(() -> load(true), Map.of())) {
      server.loading().join();
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(attempts).hasValue(2);
    }
  }

  @Test
  void tts_checkpointBrokenTwice_is500WithTheReasonAndTheServerRunsOn() throws Exception {
    try (LiveServer server = new LiveServer(() -> load(false), Map.of())) {
      server.loading().handle((loaded, failure) -> null).join();
      HttpResponse<byte[]> answer = server.tts(HELLO);
      HttpResponse<byte[]> wrong = server.tts("{\"text\": 1}");

      assertThat(attempts).hasValue(2);
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("model_load_failed");
      assertThat(LiveServer.error(answer).path("message").asText()).contains(model + ": the file is truncated");
      assertThat(wrong.statusCode()).isEqualTo(400);
    }
  }

  private SpeechModel load(boolean repairAfterwards) {
    attempts.incrementAndGet();
    try {
      return CheckpointModel.load(
          "demo", checkpoint, folder, Settings.load(Map.of()).engine(), ConversionProgress.IGNORED,
          EngineListener.NONE);
    } finally {
      if (repairAfterwards) {
        write(whole);
      }
    }
  }

  private void write(byte[] content) {
    try {
      Files.write(model, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
