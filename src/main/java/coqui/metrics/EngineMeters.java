package coqui.metrics;

import coqui.xtts.EngineListener;
import coqui.xtts.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what the engine does: codes, steps, and what its guards do about faults. All meters are there from now on, at
 * 0. A step costs it under a microsecond.
 *
 * <p>Of {@code coqui.guard}, {@code retried} are the chunks that were spoken once more, {@code recovered} those of them
 * that came out well, {@code accepted} the chunks that are heard with a fault.
 */
final class EngineMeters implements EngineListener {

  private final MeterRegistry registry;
  private final AtomicInteger inProgress = new AtomicInteger();
  private final Counter codes;
  private final DistributionSummary batches;

  EngineMeters(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("coqui.slots.in.use", inProgress, AtomicInteger::get)
        .description("Chunks of text and voices that the model works on side by side")
        .register(registry);
    codes = Counter.builder("coqui.codes")
        .description("Codes that were drawn, those of discarded takes too")
        .register(registry);
    batches = DistributionSummary.builder("coqui.batch.size")
        .description("Sequences that shared a step of the decoder")
        .serviceLevelObjectives(Buckets.BATCHES)
        .register(registry);
    for (Fault fault : Fault.values()) {
      for (Outcome outcome : Outcome.values()) {
        guarded(fault, outcome);
      }
    }
  }

  private Counter guarded(Fault fault, Outcome outcome) {
    return Counter.builder("coqui.guard")
        .description("Chunks of text in which the guards found a fault, and what came of it")
        .tags("reason", fault.label(), "outcome", outcome.label())
        .register(registry);
  }

  @Override
  public void heard(Fault fault, Outcome outcome) {
    guarded(fault, outcome).increment();
  }

  @Override
  public void inProgress(int tasks) {
    inProgress.set(tasks);
  }

  @Override
  public void began() {
    codes.increment();
  }

  @Override
  public void stepped(int sequences) {
    codes.increment(sequences);
    batches.record(sequences);
  }
}
