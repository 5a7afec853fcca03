package coqui.audio;

import java.time.Duration;

/**
 * What one uploaded recording may cost us.
 *
 * @param time from the start of the decoder to its end, by the wall clock ({@code coqui.decoding.time-limit})
 * @param length how long the recording may sound ({@code coqui.decoding.max-length})
 * @param bytes how much memory all channels may take, at 4 bytes a sample ({@code coqui.decoding.max-bytes});
 *     decoding needs up to three times as much for a moment
 */
public record DecodingLimits(Duration time, Duration length, int bytes) {

  /**
   * Coqui listens to the first 30 s of a reference, and 2 min of any format are decoded in about a second. 48 MiB hold
   * 2 min in stereo at 48 kHz, and still 30 s in stereo at 192 kHz.
   */
  public static final DecodingLimits DEFAULTS =
      new DecodingLimits(Duration.ofSeconds(20), Duration.ofSeconds(120), 48 << 20);

  private static final int LEAST_BYTES = 1 << 10;

  public DecodingLimits {
    requirePositive("time", time);
    requirePositive("length", length);
    if (bytes < LEAST_BYTES || bytes == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("decoding limit of %d bytes, expected %d to %d"
          .formatted(bytes, LEAST_BYTES, Integer.MAX_VALUE - 1));
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("decoding limit '%s' is %s, expected more than 0".formatted(name, value));
    }
  }
}
