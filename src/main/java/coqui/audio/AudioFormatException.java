package coqui.audio;

/** Bytes that are no sound which this program can read. The message says what was found and what is expected. */
public final class AudioFormatException extends IllegalArgumentException {

  AudioFormatException(String message) {
    super(message);
  }

  /** Expected whenever strangers send files, so without the cost of a stack trace. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
