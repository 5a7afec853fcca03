package coqui.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.metrics.Exposition;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus hears of the files of the inbox, from a running service. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class InboxMetricsTest {

  @TempDir
  Path folder;

  private final BlockingQueue<CompletableFuture<AudioClip>> speaking = new LinkedBlockingQueue<>();
  private final ToneModel model = new ToneModel(chunk -> {
    CompletableFuture<AudioClip> clip = new CompletableFuture<>();
    speaking.add(clip);
    return clip;
  });
  private DroppedFiles files;

  @BeforeEach
  void makeFolders() throws Exception {
    files = new DroppedFiles(folder);
  }

  private static void await(LiveServer server, Predicate<Exposition> wanted) throws Exception {
    Exposition metrics;
    do {
      metrics = server.metrics();
    } while (!wanted.test(metrics));
  }

  private static double left(Exposition metrics, String outcome) {
    return metrics.value("coqui_inbox_files_total", Map.of("outcome", outcome));
  }

  private static double inWork(Exposition metrics) {
    return metrics.value("coqui_inbox_files_in_work");
  }

  @Test
  void file_isInWorkUntilItIsDone() throws Exception {
    try (LiveServer server = LiveServer.with(model, files.settings(Map.of()))) {
      files.drop("hello.txt", "Hello.");
      CompletableFuture<AudioClip> clip = speaking.poll(1, TimeUnit.MINUTES);
      assertThat(inWork(server.metrics())).isEqualTo(1);
      assertThat(left(server.metrics(), "done")).isZero();

      clip.complete(ToneModel.tone(1));
      await(server, metrics -> left(metrics, "done") == 1);
      assertThat(inWork(server.metrics())).isZero();
      assertThat(left(server.metrics(), "waiting")).isZero();
    }
  }

  @Test
  void file_thatCannotBeSpoken_hasFailed() throws Exception {
    try (LiveServer server = LiveServer.with(model, files.settings(Map.of()))) {
      files.drop("silent.txt", "...");

      await(server, metrics -> left(metrics, "failed") == 1);
      assertThat(inWork(server.metrics())).isZero();
      assertThat(left(server.metrics(), "done")).isZero();
    }
  }

  @Test
  void file_whileTheServiceIsFull_waits() throws Exception {
    try (LiveServer server = LiveServer.with(model, files.settings(Map.of(
        "coqui.admission.in-work", "1", "coqui.admission.waiting", "0")))) {
      server.sendAsync(server.request("/tts").header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));
      CompletableFuture<AudioClip> occupying = speaking.poll(1, TimeUnit.MINUTES);
      files.drop("hello.txt", "Hello.");

      await(server, metrics -> left(metrics, "waiting") > 0);
      assertThat(left(server.metrics(), "failed")).isZero();
      occupying.complete(ToneModel.tone(1));
    }
  }
}
