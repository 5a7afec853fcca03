package coqui.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many requests there are, of all connections, whose head has arrived and whose answer the operating system has not
 * taken to its end. An answer counts for longer than its route works on it: a client may take its time to read.
 *
 * <p><b>Threads.</b> Any.
 */
public final class Unanswered {

  private int requests;   // guarded by this

  synchronized void add() {
    requests++;
  }

  synchronized void remove(int answered) {
    requests -= answered;
    if (requests == 0) {
      notifyAll();
    }
  }

  synchronized int requests() {
    return requests;
  }

  /** Waits until there is none, or the time is over. Says whether there was none. */
  synchronized boolean awaitNone(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (requests > 0) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
