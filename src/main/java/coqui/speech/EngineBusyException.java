package coqui.speech;

/** The engine's queue is full: the same request will work once others are done. */
public final class EngineBusyException extends SpeechException {

  /** @param setting the configuration key of the limit that was reached */
  public EngineBusyException(int limit, String setting) {
    super("overloaded", "%d chunks are already waiting (%s); try again shortly.".formatted(limit, setting), null, true);
  }
}
