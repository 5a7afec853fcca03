package coqui.speech;

import java.time.Duration;

/** More requests are here than are let in: the same request will work once others are done. */
public final class OverloadedException extends SpeechException {

  private final transient Duration retryAfter;

  /**
   * @param inWorkSetting the configuration key that bounds {@code inWork}
   * @param waitingSetting the configuration key that bounds {@code waiting}
   * @param retryAfter when it is worth trying again
   */
  public OverloadedException(
      int inWork, String inWorkSetting, int waiting, String waitingSetting, Duration retryAfter) {
    super("overloaded", "%d requests are in work (%s) and %d are waiting (%s); try again in %d s."
        .formatted(inWork, inWorkSetting, waiting, waitingSetting, retryAfter.toSeconds()), null, true);
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again, in whole seconds. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
