package coqui.download;

import java.io.IOException;
import java.time.Duration;

/** An attempt failed in a way that another one, after a while, may not. */
final class TransientFailure extends IOException {

  private final Duration atLeast;
  private final boolean fromTheStart;

  private TransientFailure(String message, Throwable cause, Duration atLeast, boolean fromTheStart) {
    super(message, cause);
    this.atLeast = atLeast;
    this.fromTheStart = fromTheStart;
  }

  /** What is there so far is good. */
  static TransientFailure of(String message, Throwable cause) {
    return new TransientFailure(message, cause, Duration.ZERO, false);
  }

  /** The server asks to wait so long. */
  static TransientFailure busy(String message, Duration atLeast) {
    return new TransientFailure(message, null, atLeast, false);
  }

  /** What is there so far is of no use. */
  static TransientFailure fromTheStart(String message) {
    return new TransientFailure(message, null, Duration.ZERO, true);
  }

  /** The least time until the next attempt. */
  Duration atLeast() {
    return atLeast;
  }

  /** Whether the next attempt begins with the first byte. */
  boolean isFromTheStart() {
    return fromTheStart;
  }
}
