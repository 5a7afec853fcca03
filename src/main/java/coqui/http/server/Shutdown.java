package coqui.http.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the service as its clients see it, in this order and all while the port is open:
 *
 * <ol>
 *   <li>{@code GET /health/ready} says no, so that whoever distributes requests sends no more. For the delay, those
 *       that come are served all the same, since nobody has noticed yet.
 *   <li>New requests are refused, but for {@code /health} and {@code /metrics}. Those in work are answered.
 *   <li>When the drain time is over, what is still in work is answered with 503, and what cannot be answered any more
 *       (a stream that has begun, a client that does not read) is left to be cut off.
 * </ol>
 *
 * <p><b>Threads.</b> {@link #run} waits, on one thread, at most for delay, drain time and a moment. The rest is for
 * any.
 */
public final class Shutdown {

  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);
  private static final String READY = "/health/ready";
  private static final Set<String> TO_THE_LAST = Set.of("/health", "/metrics");
  private static final Duration TO_SEND_REFUSALS = Duration.ofSeconds(2);

  private enum Phase { SERVING, LEAVING, CLOSING }

  private final Duration delay;
  private final Duration drain;
  private final RequestLives lives;
  private final Unanswered unanswered;
  private volatile Phase phase = Phase.SERVING;   // written by run

  /**
   * @param delay for which new requests are served although the service says that it is not ready
   * @param drain that requests in work then have
   */
  public Shutdown(Duration delay, Duration drain, RequestLives lives, Unanswered unanswered) {
    this.delay = delay;
    this.drain = drain;
    this.lives = lives;
    this.unanswered = unanswered;
  }

  /** Whether a new request for {@code path} is refused now. */
  boolean refuses(String path) {
    return switch (phase) {
      case SERVING -> false;
      case LEAVING -> path.equals(READY);
      case CLOSING -> !TO_THE_LAST.contains(path);
    };
  }

  /** Returns when nobody waits for an answer any more, or will get one. */
  public void run() {
    long began = System.nanoTime();
    log.atInfo()
        .addKeyValue("unanswered", unanswered.requests())
        .addKeyValue("delay_seconds", delay.toSeconds())
        .addKeyValue("drain_seconds", drain.toSeconds())
        .log("serve.stopping");
    try {
      phase = Phase.LEAVING;
      TimeUnit.NANOSECONDS.sleep(delay.toNanos());
      phase = Phase.CLOSING;
      if (!unanswered.awaitNone(drain)) {
        log.warn("{} requests are not answered after {} s (camel.main.shutdown-timeout); they are given up",
            unanswered.requests(), drain.toSeconds());
        lives.endAll();
        unanswered.awaitNone(TO_SEND_REFUSALS);
      }
    } catch (InterruptedException hurry) {
      phase = Phase.CLOSING;
      lives.endAll();
      Thread.currentThread().interrupt();
    }
    log.atInfo()
        .addKeyValue("unanswered", unanswered.requests())
        .addKeyValue("seconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1e3)
        .log("serve.drained");
  }
}
