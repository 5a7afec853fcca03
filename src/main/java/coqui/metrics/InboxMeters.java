package coqui.metrics;

import coqui.inbox.InboxListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the files of the inbox. Any thread. All meters are there from now on, at 0. */
final class InboxMeters implements InboxListener {

  private final MeterRegistry registry;
  private final AtomicInteger inWork = new AtomicInteger();

  InboxMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("coqui.inbox.files.in.work", inWork, AtomicInteger::get)
        .description("Files of the inbox that are being spoken")
        .register(registry);
    for (Outcome outcome : Outcome.values()) {
      files(outcome);
    }
  }

  private Counter files(Outcome outcome) {
    return Counter.builder("coqui.inbox.files")
        .description("Files of the inbox, and what became of them; waiting: put off, to be taken again")
        .tag("outcome", outcome.label())
        .register(registry);
  }

  @Override
  public void taken() {
    inWork.incrementAndGet();
  }

  @Override
  public void left(Outcome outcome) {
    inWork.decrementAndGet();
    files(outcome).increment();
  }
}
