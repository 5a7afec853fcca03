package coqui.pipeline;

import coqui.speech.AudioClip;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Lets one request have only a few chunks with the engine at a time; the others wait here, in order.
 *
 * <p><b>Why.</b> The engine's queue is first come, first served and bounded. A text of two hundred chunks would fill
 * it, fail for that very reason, and make everybody else wait behind it.
 * <p><b>Threads.</b> Any; nothing blocks. The next chunk starts on the thread that finished one.
 * <p><b>Ends.</b> The first failure, or {@link #end}, is the end of all chunks of the request: those that wait and
 * those that come later fail with it too, those with the engine are cancelled.
 */
final class ChunkWindow {

  private record Waiting(Supplier<CompletableFuture<AudioClip>> start, CompletableFuture<AudioClip> result) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();                     // guarded by this
  private final Set<CompletableFuture<AudioClip>> inFlight = new HashSet<>();    // guarded by this
  private int places;                                                            // guarded by this
  private Throwable reason;                                                      // guarded by this; null until the end

  /** @param size how many chunks may be with the engine */
  ChunkWindow(int size) {
    this.places = size;
  }

  /** Starts a chunk as soon as there is room for it. */
  CompletableFuture<AudioClip> submit(Supplier<CompletableFuture<AudioClip>> start) {
    Waiting chunk = new Waiting(start, new CompletableFuture<>());
    synchronized (this) {
      if (reason != null) {
        chunk.result.completeExceptionally(reason);
        return chunk.result;
      }
      waiting.add(chunk);
    }
    startNext();
    return chunk.result;
  }

  /** Gives up all chunks of the request. Only the first call has an effect. */
  void end(Throwable why) {
    Deque<Waiting> neverStarted;
    Set<CompletableFuture<AudioClip>> started;
    synchronized (this) {
      if (reason != null) {
        return;
      }
      reason = why;
      neverStarted = new ArrayDeque<>(waiting);
      waiting.clear();
      started = new HashSet<>(inFlight);
    }
    neverStarted.forEach(chunk -> chunk.result.completeExceptionally(why));
    started.forEach(chunk -> chunk.cancel(false));
  }

  private void startNext() {
    Waiting next;
    synchronized (this) {
      if (places == 0 || waiting.isEmpty()) {
        return;
      }
      places--;
      next = waiting.remove();
    }
    CompletableFuture<AudioClip> running = started(next.start);
    boolean tooLate;
    synchronized (this) {
      inFlight.add(running);
      tooLate = reason != null;
    }
    running.whenComplete((clip, failure) -> finished(next, running, clip, failure));
    if (tooLate) {
      running.cancel(false);
    }
  }

  private void finished(Waiting chunk, CompletableFuture<AudioClip> running, AudioClip clip, Throwable failure) {
    synchronized (this) {
      places++;
      inFlight.remove(running);
    }
    if (failure == null) {
      chunk.result.complete(clip);
      startNext();
    } else {
      end(failure);
      chunk.result.completeExceptionally(reason());
    }
  }

  private synchronized Throwable reason() {
    return reason;
  }

  private static CompletableFuture<AudioClip> started(Supplier<CompletableFuture<AudioClip>> start) {
    try {
      return start.get();
    } catch (RuntimeException | OutOfMemoryError refused) {   // lost here, the request would wait for ever
      return CompletableFuture.failedFuture(refused);
    }
  }
}
