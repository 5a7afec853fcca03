package coqui.pipeline;

import coqui.speech.OverloadedException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * A bounded number of places, and a bounded number that wait for one, in the order in which they came.
 *
 * <p><b>Threads.</b> Any; nothing blocks. A {@link Ticket#turn} is completed by whoever gave up the place before.
 * <p><b>Full.</b> One more is an {@link OverloadedException}, which says when to come again: as long as those who wait
 * now will take, by how long the last ones had their places.
 * <p><b>Ends.</b> {@link Ticket#leave} gives up the place, or the wait for one. Only its first call has an effect.
 */
final class AdmissionQueue {

  private static final double NEWEST_SHARE = 0.2;   // of the moving average
  private static final long SHORTEST_RETRY_SECONDS = 1;
  private static final long LONGEST_RETRY_SECONDS = 60;

  private final AdmissionLimits limits;
  private final LongSupplier nanoTime;
  private final Set<Ticket> waiting = new LinkedHashSet<>();   // guarded by this; in order
  private int inWork;                                          // guarded by this
  private double meanSeconds = 1;                              // guarded by this; of having a place

  /** @param nanoTime a clock like {@link System#nanoTime} */
  AdmissionQueue(AdmissionLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** A ticket with a place, or with the wait for one. */
  Ticket enter() {
    Ticket ticket = new Ticket();
    synchronized (this) {
      if (inWork == limits.inWork()) {
        if (waiting.size() == limits.waiting()) {
          throw new OverloadedException(inWork, AdmissionLimits.IN_WORK_SETTING,
              waiting.size(), AdmissionLimits.WAITING_SETTING, retryAfter());
        }
        waiting.add(ticket);
        return ticket;
      }
      begin(ticket);
    }
    ticket.turn.complete(null);
    return ticket;
  }

  /** Requests with a place. */
  synchronized int inWork() {
    return inWork;
  }

  /** Requests that wait for one. */
  synchronized int waiting() {
    return waiting.size();
  }

  private void begin(Ticket ticket) {
    inWork++;
    ticket.began = nanoTime.getAsLong();
    ticket.hasPlace = true;
  }

  private Duration retryAfter() {
    double seconds = Math.ceil(meanSeconds * (waiting.size() + 1) / limits.inWork());
    return Duration.ofSeconds(
        Math.max(SHORTEST_RETRY_SECONDS, Math.min(LONGEST_RETRY_SECONDS, (long) seconds)));
  }

  /** Of one request. */
  final class Ticket {

    private final CompletableFuture<Void> turn = new CompletableFuture<>();
    private boolean hasPlace;   // guarded by the queue
    private long began;         // guarded by the queue

    private Ticket() {}

    /** Done when the request has its place; never, if it left before. */
    CompletableFuture<Void> turn() {
      return turn;
    }

    void leave() {
      Ticket next = null;
      synchronized (AdmissionQueue.this) {
        waiting.remove(this);
        if (!hasPlace) {
          return;
        }
        hasPlace = false;
        inWork--;
        double seconds = (nanoTime.getAsLong() - began) / 1e9;
        meanSeconds += NEWEST_SHARE * (seconds - meanSeconds);
        if (!waiting.isEmpty()) {
          next = waiting.iterator().next();
          waiting.remove(next);
          begin(next);
        }
      }
      if (next != null) {
        next.turn.complete(null);
      }
    }
  }
}
