package coqui.xtts;

import coqui.speech.MemoryExhaustedException;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A task of a {@link DeviceThread} and its answer. Made by any thread, and its answer is for any; all else happens on
 * the device thread, under the log context of the thread that made it.
 */
final class DeviceJob<R, T> {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceJob.class);
  private static final MemoryExhaustedException NO_MEMORY_TO_TELL = new MemoryExhaustedException(null);

  private final Object owner;
  private final Function<R, Task<T>> beginning;
  private final Map<String, String> logContext = MDC.getCopyOfContextMap();
  private final CompletableFuture<T> answer = new CompletableFuture<>();
  private Task<T> task;   // null before it begins, and once it is closed
  private int turns;
  private long lastTurn;

  DeviceJob(Object owner, Function<R, Task<T>> beginning) {
    this.owner = owner;
    this.beginning = beginning;
  }

  Object owner() {
    return owner;
  }

  CompletableFuture<T> answer() {
    return answer;
  }

  /** How many turns it had. */
  int turns() {
    return turns;
  }

  /** The number of its last turn among those of all; 0 before the first. */
  long lastTurn() {
    return lastTurn;
  }

  boolean waitsForStep() {
    return task.waitsForStep();
  }

  boolean hasTurn() {
    return task.hasTurn();
  }

  boolean isLive() {
    return task.isLive();
  }

  /** Begins the task, if its answer is still wanted; else says false. Throws what beginning throws. */
  boolean begin(R resource) {
    if (answer.isDone()) {
      return false;
    }
    setLogContext();
    try {
      task = beginning.apply(resource);
      return true;
    } finally {
      MDC.clear();
    }
  }

  /**
   * Takes a turn; after the last one, closes the task, answers and says true. Throws what the turn throws.
   *
   * @param number among those of all, from 1
   */
  boolean turn(long number) {
    turns++;
    lastTurn = number;
    setLogContext();
    try {
      Optional<T> result = task.turn();
      result.ifPresent(value -> {
        close();
        finish(() -> answer.complete(value));
      });
      return result.isPresent();
    } finally {
      MDC.clear();
    }
  }

  /** Closes the task and says true, if it is answered or nobody waits for the answer any more. */
  boolean closeIfAnswered() {
    if (task != null && !answer.isDone()) {
      return false;
    }
    close();
    return true;
  }

  /** Closes the task and answers with what made it fail. */
  void fail(Throwable failure) {
    try {
      close();
      setLogContext();
      SpeechException told = told(failure);
      finish(() -> answer.completeExceptionally(told));
    } catch (RuntimeException | Error e) {
      failWithoutMemory();
    } finally {
      MDC.clear();
    }
  }

  /** Answers where not even telling of a failure works: there is too little memory for it. */
  void failWithoutMemory() {
    answer.completeExceptionally(NO_MEMORY_TO_TELL);
  }

  private static SpeechException told(Throwable failure) {
    if (failure instanceof SpeechException known) {
      return known;
    }
    LOG.error("The model failed", failure);
    return OutOfMemory.isIn(failure)
        ? new MemoryExhaustedException(failure)
        : new SynthesisException("The model failed; the log of the service says why.", failure);
  }

  private void close() {
    if (task != null) {
      Task<T> closing = task;
      task = null;
      closing.close();
    }
  }

  private void setLogContext() {
    MDC.setContextMap(logContext == null ? Map.of() : logContext);
  }

  private void finish(Runnable completion) {
    answer.defaultExecutor().execute(completion);
  }
}
