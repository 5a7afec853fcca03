package coqui.pipeline;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Lets a request go on when there is a place for it, and refuses it at once when too many wait already.
 * Reads the {@link RequestLife} and leaves the body as it is. The place is kept until the exchange is done or the
 * request ends, whichever comes first; a request that has one passes.
 *
 * <p><b>Threads.</b> Any number. One that brings a request waits with it: the HTTP server holds a thread for each
 * request anyway, so that leaving and coming back would only take a second one.
 */
public final class Admission implements Processor {

  private static final String PROPERTY = "admitted";

  private final AdmissionLimits limits;
  private final AdmissionQueue queue;
  private final SpeechListener listener;

  /** @param listener hears how long those waited who got a place */
  public Admission(AdmissionLimits limits, SpeechListener listener) {
    this.limits = limits;
    this.queue = new AdmissionQueue(limits, System::nanoTime);
    this.listener = listener;
  }

  public AdmissionLimits limits() {
    return limits;
  }

  /** Requests that have a place. */
  public int inWork() {
    return queue.inWork();
  }

  /** Requests that wait for one. */
  public int waiting() {
    return queue.waiting();
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    if (exchange.getProperty(PROPERTY) != null) {
      return;
    }
    RequestLife life = RequestLife.of(exchange);
    life.requireWaiting();
    long came = System.nanoTime();
    AdmissionQueue.Ticket ticket = queue.enter();
    exchange.setProperty(PROPERTY, true);
    RequestLife.Registration registration = life.whenEnded(why -> ticket.leave());
    exchange.getExchangeExtension().addOnCompletion(new ExchangeDone(() -> {
      registration.close();
      ticket.leave();
    }));
    life.interrupting(ticket.turn()::get);
    listener.admitted(Duration.ofNanos(System.nanoTime() - came));
  }
}
