package coqui.download;

import java.time.Duration;

/**
 * What a server may cost us.
 *
 * @param stallLimit time to connect, time to the head of an answer, and the time in which a body must bring {@link
 *     #LEAST_BYTES_A_SECOND}
 * @param attempts that may fail in a row without bringing a file further
 */
public record DownloadLimits(Duration stallLimit, int attempts) {

  /** Slower transfers count as stalled, so that none takes for ever. */
  static final long LEAST_BYTES_A_SECOND = 8_192;

  public DownloadLimits {
    if (stallLimit.isNegative() || stallLimit.isZero()) {
      throw new IllegalArgumentException("the stall limit is " + stallLimit + ", expected more than nothing");
    }
    if (attempts < 1) {
      throw new IllegalArgumentException("there are " + attempts + " attempts, expected one or more");
    }
  }

  /** What a body must bring in the time of a {@link #stallLimit}. */
  long leastBytes() {
    return Math.max(1, stallLimit.toMillis() * LEAST_BYTES_A_SECOND / 1_000);
  }
}
