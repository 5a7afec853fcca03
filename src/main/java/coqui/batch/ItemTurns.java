package coqui.batch;

import coqui.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Lets only some items of a batch be in work at a time; the others wait, in order.
 *
 * <p><b>Why.</b> Camel's split starts all parts at once, since none keeps its thread while it is spoken. An item keeps
 * its turn until its recording is taken by whoever asked for the batch, so that no more are kept in memory either.
 * <p><b>Threads.</b> Any; nothing blocks. A turn is given on the thread that gives one up.
 * <p><b>Ends.</b> After {@link #end}, nobody gets a turn: those that wait and those that come fail with the reason.
 */
final class ItemTurns {

  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();   // guarded by this
  private int places;                                                          // guarded by this
  private SpeechException reason;                                              // guarded by this; null until the end

  ItemTurns(int places) {
    this.places = places;
  }

  /** Done when it is the next one's turn. */
  CompletableFuture<Void> take() {
    synchronized (this) {
      if (reason != null) {
        return CompletableFuture.failedFuture(reason);
      }
      if (places > 0) {
        places--;
        return CompletableFuture.completedFuture(null);
      }
      CompletableFuture<Void> turn = new CompletableFuture<>();
      waiting.add(turn);
      return turn;
    }
  }

  /** An item that had a turn needs it no more. */
  void giveUp() {
    CompletableFuture<Void> next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        places++;
        return;
      }
    }
    next.complete(null);
  }

  void end(SpeechException why) {
    List<CompletableFuture<Void>> refused;
    synchronized (this) {
      reason = why;
      refused = new ArrayList<>(waiting);
      waiting.clear();
    }
    refused.forEach(turn -> turn.completeExceptionally(why));
  }
}
