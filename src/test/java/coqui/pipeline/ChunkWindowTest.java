package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkWindowTest {

  private static final AudioClip CLIP = new AudioClip(new float[] {0}, 24_000);
  private static final RuntimeException FAILURE = new IllegalStateException("the model failed");

  private final ChunkWindow window = new ChunkWindow(2);
  private final List<CompletableFuture<AudioClip>> started = new ArrayList<>();

  @Test
  void submit_moreThanTheSize_startsOnlyAsManyAsFit() {
    submit(5);

    assertThat(started).hasSize(2);
  }

  @Test
  void submit_oneFinishes_theNextStarts() {
    List<CompletableFuture<AudioClip>> results = submit(5);
    started.get(1).complete(CLIP);

    assertThat(started).hasSize(3);
    assertThat(results.get(1)).isCompletedWithValue(CLIP);
    assertThat(results.get(0)).isNotDone();
  }

  @Test
  void submit_oneFails_allFailWithItsReasonAndTheEngineIsFreed() {
    List<CompletableFuture<AudioClip>> results = submit(5);
    started.get(0).completeExceptionally(FAILURE);

    assertThat(results).allSatisfy(result -> assertThat(failure(result)).isSameAs(FAILURE));
    assertThat(started).hasSize(2);
    assertThat(started.get(1)).isCancelled();
  }

  @Test
  void submit_afterAFailure_failsWithTheSameReason() {
    submit(1);
    started.get(0).completeExceptionally(FAILURE);

    assertThat(failure(submit(1).get(0))).isSameAs(FAILURE);
    assertThat(started).hasSize(1);
  }

  @Test
  void submit_theEngineRefusesAtOnce_failsWithItsReason() {
    CompletableFuture<AudioClip> result = window.submit(() -> { throw FAILURE; });

    assertThat(failure(result)).isSameAs(FAILURE);
  }

  @Test
  void end_whileChunksWait_failsThemAndCancelsTheOthers() {
    List<CompletableFuture<AudioClip>> results = submit(3);
    window.end(FAILURE);

    assertThat(results).allSatisfy(result -> assertThat(failure(result)).isSameAs(FAILURE));
    assertThat(started).allSatisfy(chunk -> assertThat(chunk).isCancelled());
  }

  private static Throwable failure(CompletableFuture<AudioClip> result) {
    return result.handle((clip, failure) -> failure).join();
  }

  private List<CompletableFuture<AudioClip>> submit(int chunks) {
    return IntStream.range(0, chunks).mapToObj(chunk -> window.submit(() -> {
      CompletableFuture<AudioClip> running = new CompletableFuture<>();
      started.add(running);
      return running;
    })).toList();
  }
}
