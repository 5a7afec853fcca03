package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import coqui.speech.EngineBusyException;
import coqui.speech.InvalidRequestException;
import coqui.speech.MemoryExhaustedException;
import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One place, tasks of one turn. Several at a time: {@link DeviceThreadOrderTest}. */
@Timeout(20)
class DeviceThreadTest {

  /** Remembers on which thread it was closed. */
  private static final class Probe implements DeviceThread.Resource {

    private volatile Thread closedOn;
    private volatile RuntimeException sickness;
    private final AtomicInteger recoveries = new AtomicInteger();

    @Override
    public void recover() {
      recoveries.incrementAndGet();
      if (sickness != null) {
        throw sickness;
      }
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
  void submit_failingTask_isASynthesisExceptionAndHarmsNoOther() {
    CompletableFuture<String> failing = submit(() -> {
      throw new IllegalStateException("index out of range");
    });

    assertThat(failing).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class)
        .havingCause().isInstanceOf(IllegalStateException.class).withMessage("index out of range");
    assertThat(submit(() -> "next").join()).isEqualTo("next");
  }

  @Test
  void submit_taskThatCannotBegin_failsAndHarmsNoOther() {
    CompletableFuture<String> failing = device.submit(this, resource -> {
      throw new IllegalStateException("no room");
    });

    assertThat(failing).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(SynthesisException.class);
    assertThat(submit(() -> "next").join()).isEqualTo("next");
  }

  @ParameterizedTest
  @MethodSource
  void submit_taskOutOfMemory_isAnsweredAndHarmsNoOther(Throwable failure) {
    CompletableFuture<String> failing = submit(() -> {
      throw DeviceThreadTest.<RuntimeException>unchecked(failure);
    });

    assertThat(failing).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(MemoryExhaustedException.class).withCause(failure);
    assertThat(submit(() -> "next").join()).isEqualTo("next");
    assertThat(probe.recoveries).hasValue(1);
  }

  static List<Throwable> submit_taskOutOfMemory_isAnsweredAndHarmsNoOther() {
    return List.of(
        new OutOfMemoryError("Java heap space"),
        new CompletionException(new OutOfMemoryError("Java heap space")),
        new EngineException("[enforce fail at alloc_cpu.cpp:117] err == 0. DefaultCPUAllocator: can't allocate memory: "
            + "you tried to allocate 4398046511104 bytes. Error code 12 (Cannot allocate memory)"),
        new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 139 GiB"),
        new EngineException("std::bad_alloc"),
        new EngineException("RuntimeError: could not execute a primitive"));
  }

  @SuppressWarnings("unchecked")   // what a caller names as T is never looked at
  private static <T extends Throwable> T unchecked(Throwable failure) throws T {
    throw (T) failure;
  }

  @Test
  void submit_noMemoryEvenToTell_isAnsweredAndHarmsNoOther() {
    CompletableFuture<String> failing = submit(() -> {
      throw new UntellableException();
    });

    assertThat(failing).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(MemoryExhaustedException.class);
    assertThat(submit(() -> "next").join()).isEqualTo("next");
  }

  /** Memory is so short that even the description of the failure fails. */
  private static final class UntellableException extends EngineException {

    UntellableException() {
      super("");
    }

    @Override
    public String getMessage() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void problem_resourceThatDoesNotRecover_isToldUntilATaskSucceeds() {
    probe.sickness = new EngineException("CUDA error: device-side assert triggered");
    fail(new IllegalStateException("index out of range"));
    probe.sickness = null;

    assertThat(device.problem()).hasValueSatisfying(told -> assertThat(told).contains("device-side assert"));
    submit(() -> "next").join();
    assertThat(device.problem()).isEmpty();
  }

  @Test
  void problem_resourceShortOfMemoryForAWhile_isNone() {
    probe.sickness = new EngineException("CUDA out of memory. Tried to allocate 20.00 MiB.");
    fail(new OutOfMemoryError("Java heap space"));

    assertThat(device.problem()).isEmpty();
  }

  /** Lets a task fail with this; returns when the device has dealt with it. */
  private void fail(Throwable failure) {
    CompletableFuture<String> failing = submit(() -> {
      throw DeviceThreadTest.<RuntimeException>unchecked(failure);
    });
    assertThat(failing).failsWithin(Duration.ofSeconds(10));
    submit(() -> {
      throw InvalidRequestException.ofField("text", "merely to wait in the queue");
    }).handle((none, refused) -> refused).join();
  }

  @Test
  void submit_refusingTask_keepsItsOwnException() {
    CompletableFuture<String> refused = submit(() -> {
      throw InvalidRequestException.ofField("reference", "too short");
    });

    assertThat(refused).failsWithin(Duration.ofSeconds(10)).withThrowableThat()
        .havingCause().isInstanceOf(InvalidRequestException.class);
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
