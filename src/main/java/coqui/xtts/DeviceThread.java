package coqui.xtts;

import coqui.speech.EngineBusyException;
import coqui.speech.MemoryExhaustedException;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one thread that may touch a resource, and the work that waits for it.
 *
 * <p><b>Threads.</b> {@link #submit} and {@link #close} are for any thread; opening, all work and closing of the
 * resource happen on the device thread. Answers are completed on the common pool, so that what hangs on them does not
 * hold up the device.
 *
 * <p><b>Full.</b> {@link #submit} never blocks: with {@code queueCapacity} pieces waiting, the next is answered
 * {@link EngineBusyException}.
 *
 * <p><b>Cancel.</b> Work whose answer is cancelled gives up its place in the queue at once; if it runs, its
 * {@code stopped} turns true, which it looks at between steps.
 *
 * <p><b>Log.</b> What work logs, and the line that tells of its failure, carry the submitting thread's MDC.
 *
 * <p><b>Failure.</b> Whatever work throws is its own answer; the resource recovers, and the thread goes on with the
 * next. A resource that cannot is tried again with every further work: {@link #problem} tells until one succeeds.
 *
 * <p><b>Close.</b> Running and waiting work is answered {@link SynthesisException}. {@link #close} returns when the
 * resource is closed.
 */
final class DeviceThread<R extends DeviceThread.Resource> implements AutoCloseable {

  /** Lives on the device thread. */
  interface Resource extends AutoCloseable {

    /**
     * Frees what failed work may have left behind, and does a little work.
     *
     * @throws RuntimeException if that fails too
     */
    void recover();

    @Override
    void close();
  }

  /** What is to be done with the resource. */
  @FunctionalInterface
  interface Work<R, T> {

    /**
     * @param stopped turns true when nobody wants the result any more
     * @throws CancellationException in that case
     */
    T with(R resource, BooleanSupplier stopped);
  }

  private static final Logger LOG = LoggerFactory.getLogger(DeviceThread.class);
  private static final MemoryExhaustedException NO_MEMORY_TO_TELL = new MemoryExhaustedException(null);

  private final int queueCapacity;
  private final BlockingQueue<Job<?>> waiting;   // shared; it guards itself
  private final Thread thread;
  private volatile boolean closing;              // set once, by close
  private volatile Optional<String> problem = Optional.empty();   // written by the device thread

  private DeviceThread(String name, int queueCapacity, Supplier<R> opening, CompletableFuture<Void> opened) {
    this.queueCapacity = queueCapacity;
    this.waiting = new ArrayBlockingQueue<>(queueCapacity);
    this.thread = new Thread(() -> live(opening, opened), name);
    thread.setDaemon(true);
  }

  /**
   * Opens a resource on a thread of its own, and returns once that is done.
   *
   * @throws RuntimeException what {@code opening} throws
   */
  static <R extends Resource> DeviceThread<R> start(String name, int queueCapacity, Supplier<R> opening) {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    DeviceThread<R> device = new DeviceThread<>(name, queueCapacity, opening, opened);
    device.thread.start();
    try {
      opened.join();
      return device;
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Queues work. What keeps it from being done is in the answer, never thrown. */
  <T> CompletableFuture<T> submit(Work<R, T> work) {
    Job<T> job = new Job<>(work);
    if (closing) {
      job.answer.completeExceptionally(closed());
    } else if (!waiting.offer(job)) {
      job.answer.completeExceptionally(new EngineBusyException(queueCapacity, EngineSettings.QUEUE_CAPACITY_SETTING));
    } else {
      job.answer.whenComplete((value, failure) -> waiting.remove(job));
      // The thread may have ended between the first look and the offer; then nobody else will answer.
      if (closing && waiting.remove(job)) {
        job.answer.completeExceptionally(closed());
      }
    }
    return job.answer;
  }

  /** Why the resource no longer works, as far as is known; empty while it does. */
  Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();   // wakes it if it waits for work; running work looks at closing
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void live(Supplier<R> opening, CompletableFuture<Void> opened) {
    try (R resource = opening.get()) {
      opened.complete(null);
      while (!closing) {
        serve(waiting.take(), resource);
      }
    } catch (InterruptedException e) {
      // close() wants the end of the thread, which is here
    } catch (Throwable e) {
      opened.completeExceptionally(e);
    } finally {
      for (Job<?> job = waiting.poll(); job != null; job = waiting.poll()) {
        job.answer.completeExceptionally(closed());
      }
    }
  }

  private void serve(Job<?> job, R resource) {
    try {
      job.run(resource);
    } catch (Throwable e) {
      // Not even telling of a failure worked: there is too little memory for it. The thread must live on all the same.
      job.answer.completeExceptionally(NO_MEMORY_TO_TELL);
    }
  }

  private void recover(R resource) {
    try {
      resource.recover();
      problem = Optional.empty();
    } catch (Throwable e) {
      // With too little memory it may work again as soon as others need less.
      if (!OutOfMemory.isIn(e)) {
        problem = Optional.of("the model has stopped working (" + e.getMessage() + "); a restart may help");
      }
      LOG.error("The model does not recover", e);
    }
  }

  private static SynthesisException closed() {
    return new SynthesisException("The engine was closed before this was done.", null);
  }

  private final class Job<T> {

    private final Work<R, T> work;
    private final Map<String, String> logContext = MDC.getCopyOfContextMap();   // whose work it is
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Job(Work<R, T> work) {
      this.work = work;
    }

    void run(R resource) {
      if (answer.isDone()) {
        return;
      }
      MDC.setContextMap(logContext == null ? Map.of() : logContext);
      try {
        T value = work.with(resource, () -> closing || answer.isDone());
        problem = Optional.empty();
        finish(() -> answer.complete(value));
      } catch (SpeechException e) {
        finish(() -> answer.completeExceptionally(e));
      } catch (CancellationException e) {
        // Either the answer is cancelled, and this changes nothing, or the engine closes.
        finish(() -> answer.completeExceptionally(closed()));
      } catch (Throwable e) {
        // Errors too: one that is lost here would leave the caller waiting, and all who come after.
        LOG.error("The model failed", e);
        SpeechException told = OutOfMemory.isIn(e)
            ? new MemoryExhaustedException(e)
            : new SynthesisException("The model failed; the log of the service says why.", e);
        finish(() -> answer.completeExceptionally(told));
        recover(resource);
      } finally {
        MDC.clear();
      }
    }

    private void finish(Runnable completion) {
      answer.defaultExecutor().execute(completion);
    }
  }
}
