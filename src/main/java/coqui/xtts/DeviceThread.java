package coqui.xtts;

import coqui.speech.EngineBusyException;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that may touch a resource, and the tasks that it does there, several at a time, turn by turn.
 *
 * <p><b>Threads.</b> {@link #submit} and {@link #close} are for any thread; opening, all tasks and closing of the
 * resource happen on the device thread. Answers are completed on the common pool, so that what hangs on them does not
 * hold up the device.
 *
 * <p><b>Order.</b> As many tasks as there are places are in progress, the others wait. A free place goes to the owner
 * who has the fewest tasks in progress, and of that owner's tasks to the first: a long text that waits with many chunks
 * does not keep out a short one. Tasks that wait for the common step get it, others get turns; both sides get equal
 * time. While somebody listens to what a task gives ({@link Task#isLive}), every other turn is for such tasks, that one
 * first whose last turn is longest ago; of the others, those that had the fewest come first.
 *
 * <p><b>Full.</b> {@link #submit} never blocks: with {@code queueCapacity} tasks waiting, the next is answered
 * {@link EngineBusyException}.
 *
 * <p><b>Cancel.</b> A task whose answer is cancelled gives up its place in the queue at once; one in progress is given
 * up before the next turn or step.
 *
 * <p><b>Log.</b> What a task logs, and the line that tells of its failure, carry the submitting thread's MDC.
 *
 * <p><b>Failure.</b> What a turn throws is that task's own answer; what the common step throws is the answer of all
 * that waited for it. The resource recovers, and the thread goes on with the others. A resource that cannot is tried again
 * after every further failure: {@link #problem} tells until a task succeeds.
 *
 * <p><b>Close.</b> Tasks in progress and waiting ones are answered {@link SynthesisException}. {@link #close} returns
 * when the resource is closed. A step that hangs is left behind after some seconds, with the resource.
 */
final class DeviceThread<R extends DeviceThread.Resource> implements AutoCloseable {

  /** Lives on the device thread. */
  interface Resource extends AutoCloseable {

    /** Does the step that all tasks that wait for one share. */
    void step();

    /**
     * Frees what a failure may have left behind, and does a little work.
     *
     * @throws RuntimeException if that fails too
     */
    void recover();

    /** So many tasks are in progress from now on. */
    default void inProgress(int tasks) {}

    @Override
    void close();
  }

  private static final Logger LOG = LoggerFactory.getLogger(DeviceThread.class);
  private static final Duration TO_END_A_STEP = Duration.ofSeconds(10);

  private final int queueCapacity;
  private final int places;
  private final BlockingQueue<DeviceJob<R, ?>> waiting;                 // shared; it guards itself
  private final List<DeviceJob<R, ?>> inProgress = new ArrayList<>();   // device thread only, as are the next five
  private long stepNanos;
  private long turnNanos;
  private long turns;
  private boolean lastTurnWasLive;
  private int told;   // in progress, as the resource knows it
  private final Thread thread;
  private volatile boolean closing;                                     // set once, by close
  private volatile Optional<String> problem = Optional.empty();   // written by the device thread

  private DeviceThread(
      String name, int queueCapacity, int places, Supplier<R> opening, CompletableFuture<Void> opened) {
    this.queueCapacity = queueCapacity;
    this.places = places;
    this.waiting = new ArrayBlockingQueue<>(queueCapacity);
    this.thread = new Thread(() -> live(opening, opened), name);
    thread.setDaemon(true);
  }

  /**
   * Opens a resource on a thread of its own, and returns once that is done.
   *
   * @param queueCapacity how many tasks may wait
   * @param places how many may be in progress
   * @throws RuntimeException what {@code opening} throws
   */
  static <R extends Resource> DeviceThread<R> start(
      String name, int queueCapacity, int places, Supplier<R> opening) {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    DeviceThread<R> device = new DeviceThread<>(name, queueCapacity, places, opening, opened);
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

  /**
   * Queues a task. What keeps it from being done is in the answer, never thrown.
   *
   * @param owner on whose behalf, for the order; told from others by identity
   * @param beginning makes the task, on the device thread
   */
  <T> CompletableFuture<T> submit(Object owner, Function<R, Task<T>> beginning) {
    DeviceJob<R, T> job = new DeviceJob<>(owner, beginning);
    if (closing) {
      job.answer().completeExceptionally(closed());
    } else if (!waiting.offer(job)) {
      job.answer().completeExceptionally(new EngineBusyException(queueCapacity, EngineSettings.QUEUE_CAPACITY_SETTING));
    } else {
      job.answer().whenComplete((value, failure) -> waiting.remove(job));
      // The thread may have ended between the first look and the offer; then nobody else will answer.
      if (closing && waiting.remove(job)) {
        job.answer().completeExceptionally(closed());
      }
    }
    return job.answer();
  }

  /** Why the resource no longer works, as far as is known; empty while it does. */
  Optional<String> problem() {
    return problem;
  }

  @Override
  public void close() {
    close(TO_END_A_STEP);
  }

  /** @param patience with a step in progress: native code cannot be interrupted */
  void close(Duration patience) {
    closing = true;
    thread.interrupt();   // wakes it if it waits for work; in progress, it looks at closing
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The model does not come to the end of its step; it is left behind");
      failWaiting();
    }
  }

  private void failWaiting() {
    for (DeviceJob<R, ?> job = waiting.poll(); job != null; job = waiting.poll()) {
      job.answer().completeExceptionally(closed());
    }
  }

  private void live(Supplier<R> opening, CompletableFuture<Void> opened) {
    try (R resource = opening.get()) {
      opened.complete(null);
      while (!closing) {
        serve(resource);
      }
      inProgress.forEach(job -> job.fail(closed()));
    } catch (InterruptedException e) {
      // close() wants the end of the thread, which is here: nothing was in progress
    } catch (Throwable e) {
      opened.completeExceptionally(e);
    } finally {
      failWaiting();
    }
  }

  private void serve(R resource) throws InterruptedException {
    try {
      fillPlaces(resource);
      round(resource);
    } catch (RuntimeException | Error e) {
      // Not even telling of a failure worked: there is too little memory for it. The thread must live on all the same.
      inProgress.forEach(DeviceJob::failWithoutMemory);
    }
  }

  private void fillPlaces(R resource) throws InterruptedException {
    inProgress.removeIf(DeviceJob::closeIfAnswered);
    if (inProgress.isEmpty()) {
      tell(resource);
      begin(waiting.take(), resource);
    }
    while (inProgress.size() < places && !waiting.isEmpty()) {
      nextWaiting().ifPresent(job -> begin(job, resource));
    }
    tell(resource);
  }

  private void tell(R resource) {
    if (told != inProgress.size()) {
      told = inProgress.size();
      resource.inProgress(told);
    }
  }

  private void begin(DeviceJob<R, ?> job, R resource) {
    try {
      if (job.begin(resource)) {
        inProgress.add(job);
      }
    } catch (Throwable e) {
      job.fail(e);
      recover(resource, e);
    }
  }

  /** Empty if all that waited were cancelled meanwhile. */
  private Optional<DeviceJob<R, ?>> nextWaiting() {
    Optional<DeviceJob<R, ?>> next = waiting.stream().min(Comparator.comparingLong(this::tasksInProgressOfOwner));
    return next.filter(waiting::remove);
  }

  private long tasksInProgressOfOwner(DeviceJob<R, ?> job) {
    return inProgress.stream().filter(other -> other.owner() == job.owner()).count();
  }

  private void round(R resource) {
    List<DeviceJob<R, ?>> forStep = inProgress.stream().filter(DeviceJob::waitsForStep).toList();
    Optional<DeviceJob<R, ?>> forTurn = nextTurn();
    if (forStep.isEmpty() || forTurn.isEmpty()) {
      stepNanos = 0;
      turnNanos = 0;
    }
    boolean live = forTurn.isPresent() && forTurn.get().isLive();
    boolean stepIsDue = forTurn.isEmpty() || stepNanos < turnNanos || stepNanos == turnNanos && !live;
    long began = System.nanoTime();
    if (!forStep.isEmpty() && stepIsDue) {
      step(resource, forStep);
      stepNanos += System.nanoTime() - began;
    } else if (forTurn.isPresent()) {
      turn(resource, forTurn.get());
      turnNanos += System.nanoTime() - began;
      lastTurnWasLive = live;
    }
  }

  private Optional<DeviceJob<R, ?>> nextTurn() {
    List<DeviceJob<R, ?>> waitingForTurn = inProgress.stream().filter(DeviceJob::hasTurn).toList();
    Optional<DeviceJob<R, ?>> live = waitingForTurn.stream()
        .filter(DeviceJob::isLive)
        .min(Comparator.comparingLong(DeviceJob::lastTurn));
    Optional<DeviceJob<R, ?>> other = waitingForTurn.stream()
        .filter(job -> !job.isLive())
        .min(Comparator.comparingInt(DeviceJob::turns));
    return lastTurnWasLive ? other.or(() -> live) : live.or(() -> other);
  }

  private void turn(R resource, DeviceJob<R, ?> job) {
    try {
      if (job.turn(++turns)) {
        problem = Optional.empty();
      }
    } catch (Throwable e) {
      // Errors too: one that is lost here would leave the caller waiting, and all who come after.
      job.fail(e);
      recover(resource, e);
    }
  }

  private void step(R resource, List<DeviceJob<R, ?>> jobs) {
    try {
      resource.step();
    } catch (Throwable e) {
      jobs.forEach(job -> job.fail(e));
      recover(resource, e);
    }
  }

  /** After {@code failure}, unless it is one that the task meant to tell, which leaves nothing behind. */
  private void recover(R resource, Throwable failure) {
    if (failure instanceof SpeechException) {
      return;
    }
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
}
