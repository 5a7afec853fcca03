package coqui.batch;

import coqui.pipeline.EngineShare;
import coqui.pipeline.RequestLife;
import coqui.speech.SpeechException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/**
 * Lets only some items of a batch be in work at a time; the others wait, in order. Kept as an exchange property.
 *
 * <p><b>Why.</b> Camel's split starts all parts at once, since none keeps its thread while it is spoken. An item keeps
 * its turn until its recording is taken by whoever asked for the batch, so that no more are kept in memory either.
 * <p><b>Threads.</b> Any; nothing blocks. A turn is given on the thread that gives one up.
 * <p><b>Ends.</b> After {@link #end}, nobody gets a turn: those that wait and those that come fail with the reason.
 */
public final class ItemTurns {

  private static final String PROPERTY = "itemTurns";


  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();   // guarded by this
  private int places;                                                          // guarded by this
  private SpeechException reason;                                              // guarded by this; null until the end

  private ItemTurns(int places) {
    this.places = places;
  }

  /**
   * Has the items of {@code exchange} take turns, so that all of them together have the engine's time of one request;
   * that request's end is theirs.
   *
   * @param items how many there are
   * @param chunksInFlight chunks that a request may have with the engine at a time
   */
  public static void share(Exchange exchange, int items, int chunksInFlight) {
    int atATime = Math.max(1, Math.min(items, chunksInFlight));
    ItemTurns turns = new ItemTurns(atATime);
    exchange.setProperty(PROPERTY, turns);
    new EngineShare(chunksInFlight / atATime).storeIn(exchange);
    RequestLife.closeWhenDone(exchange, RequestLife.of(exchange).whenEnded(turns::end));
  }

  /** Those of the batch that {@code exchange} is about. */
  public static ItemTurns of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, ItemTurns.class);
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
  public void giveUp() {
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
