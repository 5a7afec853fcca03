package coqui.metrics;

import java.time.Duration;
import java.util.stream.DoubleStream;

/** Upper ends of the buckets of histograms. */
final class Buckets {

  /** From an answer that takes no work to the longest that a request may take; close where alerts look, at 10 s. */
  private static final double[] SECONDS =
      {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300};

  /** Seconds of work a second of sound. */
  static final double[] REAL_TIME_FACTORS = {0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10};

  /** Sequences. */
  static final double[] BATCHES = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64};

  private Buckets() {}

  /** Of times. */
  static Duration[] times() {
    return DoubleStream.of(SECONDS).mapToObj(Buckets::duration).toArray(Duration[]::new);
  }

  private static Duration duration(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }
}
