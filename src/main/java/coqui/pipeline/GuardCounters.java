package coqui.pipeline;

import coqui.xtts.Fault;
import coqui.xtts.GuardListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what the guards do, as {@code coqui.guard} with two tags: {@code reason}, a {@link Fault}, and
 * {@code outcome}. {@code retried} are the chunks that were spoken once more, {@code recovered} those of them that came
 * out well, {@code accepted} the chunks that are heard with a fault.
 */
public final class GuardCounters implements GuardListener {

  private final MeterRegistry registry;

  /** All counters are there from now on, at 0. */
  public GuardCounters(MeterRegistry registry) {
    this.registry = registry;
    for (Fault fault : Fault.values()) {
      for (Outcome outcome : Outcome.values()) {
        counter(fault, outcome);
      }
    }
  }

  @Override
  public void heard(Fault fault, Outcome outcome) {
    counter(fault, outcome).increment();
  }

  private Counter counter(Fault fault, Outcome outcome) {
    return registry.counter("coqui.guard", "reason", fault.label(), "outcome", outcome.label());
  }
}
