package coqui.speech;

/** What was spoken could not be brought into the format that was asked for; the fault is ours. */
public final class EncodingException extends SpeechException {

  /** @param message for the client; the log has {@code cause} too */
  public EncodingException(String message, Throwable cause) {
    super("encoding_failed", message, cause, false);
  }
}
