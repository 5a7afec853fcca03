package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One rebuild at a time, however the threads meet. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpeakerCatalogThreadsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Supplier<List<String>> checkpoint = () -> List.of("Ana");
  private volatile InstantSource clock = () -> NOW;

  private SpeakerCatalog catalog() {
    return new SpeakerCatalog(
        new SpeakerMetadataFile(folder.resolve("speaker_metadata.json")), this::readCheckpoint, () -> clock.instant(),
        new StepExecutor(), AfterWrite.NOTHING);
  }

  private List<String> readCheckpoint() {
    reads.incrementAndGet();
    return checkpoint.get();
  }

  @Test
  void current_manyThreadsAndNoFile_readTheCheckpointOnce() throws Exception {
    SpeakerCatalog catalog = catalog();
    int threads = 16;
    CountDownLatch together = new CountDownLatch(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<SpeakerMetadata>> answers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> {
          together.countDown();
          awaitLatch(together);
          return catalog.current();
        }, pool));
      }
      for (CompletableFuture<SpeakerMetadata> answer : answers) {
        assertThat(answer.get().speakers()).containsExactly("Ana");
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void rebuild_whileOneRuns_sharesItsResult() throws Exception {
    SpeakerCatalog catalog = catalog();
    CountDownLatch inCheckpoint = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    checkpoint = () -> {
      inCheckpoint.countDown();
      awaitLatch(go);
      return List.of("Shared");
    };
    CompletableFuture<SpeakerMetadata> first = new CompletableFuture<>();
    CompletableFuture<SpeakerMetadata> second = new CompletableFuture<>();
    Thread running = new Thread(() -> first.complete(catalog.rebuild()));
    Thread joining = new Thread(() -> second.complete(catalog.rebuild()));
    running.start();
    inCheckpoint.await();
    joining.start();
    while (joining.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    assertThat(second.get()).isSameAs(first.get());
    assertThat(reads).hasValue(1);
  }

  @Test
  void current_rebuiltByAnotherSinceItLooked_takesThatRebuild() {
    SpeakerCatalog catalog = catalog();
    // The clock is asked just after the file was found missing: the moment at which another thread may be quicker.
    clock = () -> {
      clock = () -> NOW;
      catalog.rebuild();
      return NOW;
    };
    assertThat(catalog.current().speakers()).containsExactly("Ana");
    assertThat(reads).hasValue(1);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
