package coqui.bench;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time after which nothing more is begun. What has begun is finished. */
final class Deadline {

  private final LongSupplier nanoTime;
  private final long end;

  /** @param nanoTime a clock like {@link System#nanoTime} */
  Deadline(Duration fromNow, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.end = nanoTime.getAsLong() + fromNow.toNanos();
  }

  boolean passed() {
    return nanoTime.getAsLong() - end >= 0;
  }
}
