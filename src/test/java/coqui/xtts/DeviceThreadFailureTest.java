package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import coqui.speech.InvalidRequestException;
import coqui.speech.MemoryExhaustedException;
import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that fail, and what the resource does then. */
@Timeout(20)
class DeviceThreadFailureTest {

  /** Counts its recoveries, which fail while it is sick. */
  private static final class Probe implements DeviceThread.Resource {

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
    public void close() {}
  }

  private final Probe probe = new Probe();
  private final DeviceThread<Probe> device = DeviceThread.start("device-under-test", 2, 1, () -> probe);

  @AfterEach
  void close() {
    device.close();
  }

  private <T> CompletableFuture<T> submit(Supplier<T> turn) {
    return device.submit(this, resource -> () -> Optional.of(turn.get()));
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
      throw DeviceThreadFailureTest.<RuntimeException>unchecked(failure);
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
      throw DeviceThreadFailureTest.<RuntimeException>unchecked(failure);
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
}
