package coqui;

import coqui.batch.BatchLimits;
import java.time.Duration;

/** What the operator allows those who bring many texts at once. */
public final class BatchSettings {

  private final SettingValues values;

  BatchSettings(SettingValues values) {
    this.values = values;
  }

  void check() {
    limits();
    timeLimit();
  }

  /** How much a batch may be. */
  public BatchLimits limits() {
    return new BatchLimits(
        values.integer("coqui.batch.max-items", 1, 100_000),
        values.integer("coqui.batch.max-characters", 1, 100_000_000));
  }

  /** From the arrival of a batch to the end of its answer. */
  public Duration timeLimit() {
    return Duration.ofSeconds(values.integer("coqui.batch.time-limit", 1, 604_800));
  }
}
