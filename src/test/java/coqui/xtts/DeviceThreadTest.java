package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.EngineBusyException;
import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One place. Several at a time: {@link DeviceThreadOrderTest}; failures: {@link DeviceThreadFailureTest}. */
@Timeout(20)
class DeviceThreadTest {

  /** Remembers on which thread it was closed. */
  private static final class Probe implements DeviceThread.Resource {

    private volatile Thread closedOn;

    @Override
    public void recover() {
      throw new IllegalStateException("no task here fails");
    }

    @Override
    public void step() {
      throw new IllegalStateException("no task here waits for a step");
    }

    @Override
    public void close() {
      closedOn = Thread.currentThread();
    }
  }

  private final Probe probe = new Probe();
  private final DeviceThread<Probe> device = DeviceThread.start("device-under-test", 2, 1, () -> probe);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    device.close();
  }

  private <T> CompletableFuture<T> submit(Supplier<T> turn) {
    return device.submit(this, resource -> () -> Optional.of(turn.get()));
  }

  /** Occupies the device until {@link #release} opens. Returns once it does. */
  private CompletableFuture<String> occupy() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<String> answer = submit(() -> {
      running.countDown();
      awaitRelease();
      return "done";
    });
    running.await();
    return answer;
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes turns for ever. Returns once it has taken the first. */
  private CompletableFuture<String> endless() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<String> answer = device.submit(this, resource -> () -> {
      running.countDown();
      return Optional.empty();
    });
    running.await();
    return answer;
  }

  @Test
  void submit_task_runsOnTheDeviceThreadWithTheResource() {
    assertThat(device.submit(this, resource ->
        () -> Optional.of(Thread.currentThread().getName() + (resource == probe))).join())
        .isEqualTo("device-under-testtrue");
  }

  @Test
  void submit_answer_isNotCompletedOnTheDeviceThread() throws InterruptedException {
    CompletableFuture<String> occupied = occupy();
    CompletableFuture<String> thread = occupied.thenApply(done -> Thread.currentThread().getName());
    release.countDown();

    assertThat(thread.join()).isNotEqualTo("device-under-test");
  }

  @Test
  void submit_queueFull_isBusyAtOnce() throws InterruptedException {
    occupy();
    submit(() -> "first");
    submit(() -> "second");

    CompletableFuture<String> third = submit(() -> "third");

    assertThat(third).failsWithin(Duration.ZERO).withThrowableThat()
        .havingCause().isInstanceOf(EngineBusyException.class).withMessageContaining("coqui.engine.queue-capacity");
  }

  @Test
  void cancel_waitingTask_freesItsPlaceAndIsNeverRun() throws InterruptedException {
    occupy();
    AtomicInteger runs = new AtomicInteger();
    CompletableFuture<Integer> cancelled = submit(runs::incrementAndGet);
    submit(() -> "kept");
    cancelled.cancel(false);

    CompletableFuture<String> newcomer = submit(() -> "newcomer");
    release.countDown();

    assertThat(newcomer.join()).isEqualTo("newcomer");
    assertThat(runs).hasValue(0);
  }

  @Test
  void cancel_taskInProgress_givesItUpBetweenTurns() throws InterruptedException {
    CompletableFuture<String> endless = endless();
    CompletableFuture<String> next = submit(() -> "next");
    endless.cancel(false);

    assertThat(next.join()).isEqualTo("next");
  }

  @Test
  void close_whileTasksAreInProgressAndWait_failsBothAndClosesTheResource() throws InterruptedException {
    CompletableFuture<String> endless = endless();
    CompletableFuture<String> waiting = submit(() -> "never");

    device.close();

    assertThat(probe.closedOn.getName()).isEqualTo("device-under-test");
    assertThat(endless).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class).withMessageContaining("closed");
    assertThat(waiting).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class).withMessageContaining("closed");
  }

  @Test
  void close_whileAStepHangs_leavesItBehindAndFailsThoseThatWait() throws InterruptedException {
    CountDownLatch hanging = new CountDownLatch(1);
    submit(() -> {
      hanging.countDown();
      while (release.getCount() > 0) {   // deaf to interruption, as native code is
        Thread.onSpinWait();
      }
      return "late";
    });
    hanging.await();
    CompletableFuture<String> waiting = submit(() -> "never");

    device.close(Duration.ofMillis(1));

    assertThat(waiting).failsWithin(Duration.ZERO).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class).withMessageContaining("closed");
    assertThat(probe.closedOn).isNull();
  }

  @Test
  void submit_afterClose_fails() {
    device.close();

    assertThat(submit(() -> "late")).failsWithin(Duration.ZERO).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class).withMessageContaining("closed");
  }

  @Test
  void close_twice_isHarmless() {
    device.close();
    device.close();
    assertThat(probe.closedOn).isNotNull();
  }

  @Test
  void start_openingFails_throwsThat() {
    assertThatThrownBy(() -> DeviceThread.<Probe>start("never", 1, 1, () -> {
      throw new IllegalArgumentException("no such archive");
    })).isInstanceOf(IllegalArgumentException.class).hasMessage("no such archive");
  }

  @Test
  void submit_fromManyThreadsWhileClosing_alwaysAnswers() throws InterruptedException {
    CompletableFuture<?>[] answers = new CompletableFuture<?>[200];
    Thread[] callers = new Thread[4];
    for (int c = 0; c < callers.length; c++) {
      int caller = c;
      callers[c] = new Thread(() -> {
        for (int i = caller; i < answers.length; i += callers.length) {
          answers[i] = submit(() -> "done");
        }
      });
      callers[c].start();
    }
    device.close();
    for (Thread caller : callers) {
      caller.join();
    }

    CompletableFuture<String> all = CompletableFuture.allOf(answers).handle((done, failure) -> "answered");
    assertThat(all.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("answered");
  }
}
