package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several tasks at a time: who begins, who has a turn, who shares the step. */
@Timeout(20)
class DeviceThreadOrderTest {

  private static final int PLACES = 2;

  /** Counts its steps; tasks that wait for one are in {@code waiting}. */
  private static final class Steps implements DeviceThread.Resource {

    private int taken;
    private RuntimeException failure;

    @Override
    public void step() {
      taken++;
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void recover() {}

    @Override
    public void close() {}
  }

  private final Steps steps = new Steps();
  private final DeviceThread<Steps> device = DeviceThread.start("device-under-test", 50, PLACES, () -> steps);
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore turns = new Semaphore(0);

  @AfterEach
  void close() {
    turns.release(1_000);
    device.close();
  }

  /** Takes so many turns, each once {@link #turns} allows one, and logs them. */
  private CompletableFuture<String> task(Object owner, String name, int count) {
    return device.submit(owner, resource -> task(name, count));
  }

  private Task<String> task(String name, int count) {
    return new Task<>() {
      private int taken;

      @Override
      public Optional<String> turn() {
        turns.acquireUninterruptibly();
        log.add(name);
        return ++taken == count ? Optional.of(name) : Optional.empty();
      }

      @Override
      public void close() {
        log.add(name + " closed");
      }
    };
  }

  /** Is done when so many steps were taken since it began. */
  private CompletableFuture<Integer> stepping(int count) {
    return device.submit("stepping", resource -> new Task<Integer>() {
      private final int before = resource.taken;

      @Override
      public boolean waitsForStep() {
        return resource.taken - before < count;
      }

      @Override
      public Optional<Integer> turn() {
        return Optional.of(resource.taken - before);
      }
    });
  }

  @Test
  void turns_tasksInProgress_alternate() {
    CompletableFuture<String> first = task("a", "first", 3);
    CompletableFuture<String> second = task("b", "second", 3);
    // The first may have begun alone, and waits in its first turn.
    turns.release(6);
    CompletableFuture.allOf(first, second).join();

    assertThat(log).containsExactly(
        "first", "second", "first", "second", "first", "first closed", "second", "second closed");
  }

  @Test
  void places_allTaken_theNextTaskWaitsForOne() {
    List<CompletableFuture<String>> answers =
        IntStream.range(0, 3).mapToObj(i -> task("owner " + i, "task " + i, 2)).toList();
    turns.release(6);
    answers.forEach(CompletableFuture::join);

    assertThat(log.indexOf("task 2")).isGreaterThan(log.indexOf("task 0 closed"));
  }

  @Test
  void places_ownerWithManyTasks_doesNotKeepOutAnother() {
    Object many = new Object();
    List<CompletableFuture<String>> answers = new ArrayList<>(
        IntStream.range(0, 5).mapToObj(i -> task(many, "long " + i, 2)).toList());
    answers.add(task(new Object(), "short", 2));
    turns.release(12);
    answers.forEach(CompletableFuture::join);

    assertThat(log.indexOf("short")).isLessThan(log.indexOf("long 2"));
  }

  @Test
  void turns_newcomer_catchesUpWithThoseWhoHadMany() {
    CompletableFuture<String> old = task("a", "old", 6);
    turns.release(4);
    CompletableFuture<String> newcomer = device.submit("b", resource -> {
      log.add("newcomer begins");
      return task("newcomer", 3);
    });
    turns.release(5);
    old.join();
    newcomer.join();

    assertThat(log).containsSubsequence(
        "newcomer begins", "newcomer", "newcomer", "newcomer", "newcomer closed", "old", "old closed");
  }

  @Test
  void step_tasksThatWaitForIt_shareIt() {
    CountDownLatch both = new CountDownLatch(1);
    CompletableFuture<Boolean> holding = device.submit("holding", resource -> () -> {
      awaitQuietly(both);
      return Optional.of(true);
    });
    CompletableFuture<Integer> first = stepping(5);
    CompletableFuture<Integer> second = stepping(5);
    both.countDown();
    holding.join();

    assertThat(first.join()).isEqualTo(5);
    assertThat(second.join()).isEqualTo(5);
    assertThat(steps.taken).isLessThanOrEqualTo(10);
  }

  @Test
  void step_failing_failsThoseThatWaitForItAndNoOther() {
    steps.failure = new IllegalStateException("index out of range");
    CompletableFuture<Integer> waiting = stepping(1);
    CompletableFuture<String> other = task("other", "other", 1);
    turns.release();

    assertThat(waiting).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class)
        .havingCause().withMessage("index out of range");
    assertThat(other.join()).isEqualTo("other");
  }

  /** As {@link #task(String, int)}, and somebody listens; takes part in every step if it says so. */
  private Task<String> live(String name, int count, boolean inStep) {
    Task<String> task = task(name, count);
    return new Task<>() {
      @Override
      public boolean waitsForStep() {
        return inStep;
      }

      @Override
      public boolean hasTurn() {
        return true;
      }

      @Override
      public boolean isLive() {
        return true;
      }

      @Override
      public Optional<String> turn() {
        return task.turn();
      }
    };
  }

  @Test
  void turns_somebodyListens_everyOtherOneIsForThatTaskHoweverManyItHad() {
    CompletableFuture<String> live = device.submit("a", resource -> live("live", 6, false));
    turns.release(3);
    CompletableFuture<String> other = device.submit("b", resource -> {
      log.add("other begins");
      return task("other", 3);
    });
    turns.release(6);
    CompletableFuture.allOf(live, other).join();
    List<String> afterwards = log.subList(log.indexOf("other begins") + 1, log.size());

    assertThat(afterwards).containsSubsequence("other", "live", "other", "live", "other", "other closed");
  }

  @Test
  void turns_severalAreListenedTo_alternate() {
    CompletableFuture<String> first = device.submit("a", resource -> live("first", 4, false));
    turns.release(2);
    CompletableFuture<String> second = device.submit("b", resource -> {
      log.add("second begins");
      return live("second", 2, false);
    });
    turns.release(4);
    CompletableFuture.allOf(first, second).join();
    List<String> afterwards = log.subList(log.indexOf("second begins") + 1, log.size());

    assertThat(afterwards).containsSubsequence("second", "first", "second");
  }

  @Test
  void step_failing_failsThoseWithATurnToTakeAsWell() {
    steps.failure = new IllegalStateException("index out of range");
    CompletableFuture<String> both = device.submit("a", resource -> live("both", 100, true));
    turns.release(99);

    assertThat(both).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class);
  }

  @Test
  void cancel_taskInProgress_isClosed() {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<String> cancelled = device.submit("a", resource -> {
      begun.countDown();
      return task("cancelled", 100);
    });
    awaitQuietly(begun);
    CompletableFuture<String> other = task("b", "other", 2);
    cancelled.cancel(false);
    turns.release(3);   // the first may be in its first turn
    other.join();

    assertThat(log).contains("cancelled closed");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
