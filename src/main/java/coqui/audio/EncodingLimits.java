package coqui.audio;

import java.time.Duration;

/**
 * What encoding may cost us.
 *
 * @param time that a whole file may take, and that an encoder of streamed sound may do nothing while it is waited for
 *     ({@code coqui.encoding.time-limit})
 * @param atATime encoders at a time, each a process of its own ({@code coqui.encoding.at-a-time})
 */
public record EncodingLimits(Duration time, int atATime) {

  static final String TIME_SETTING = "coqui.encoding.time-limit";

  public EncodingLimits {
    if (time.isNegative() || time.isZero() || atATime < 1) {
      throw new IllegalArgumentException("encoding limits of %s and %d at a time, expected more than 0"
          .formatted(time, atATime));
    }
  }
}
