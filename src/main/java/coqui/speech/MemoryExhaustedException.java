package coqui.speech;

/**
 * There was not enough memory, of Java or of the device, for what was asked; what the request held is free again, and
 * others are not affected.
 */
public final class MemoryExhaustedException extends SpeechException {

  /** @param cause what ran out */
  public MemoryExhaustedException(Throwable cause) {
    super("out_of_memory",
        "There was not enough memory for this request; send the text in shorter parts, or fewer requests at a time. "
            + "Operators: lower coqui.speech.chunks-in-flight, or give the service more memory.",
        cause, true);
  }
}
