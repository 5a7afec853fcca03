package coqui.speech;

/** The saved voices take up as much as they may: one must go before another can come. */
public final class VoiceQuotaException extends SpeechException {

  /** @param message how much there is, how much may be and by which setting, what to do */
  public VoiceQuotaException(String message) {
    super("voice_quota_exceeded", message, null, true);
  }
}
