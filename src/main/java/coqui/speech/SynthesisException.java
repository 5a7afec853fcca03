package coqui.speech;

/** The model failed while speaking; the fault is ours, and other requests are not affected. */
public final class SynthesisException extends SpeechException {

  public SynthesisException(String message, Throwable cause) {
    super("inference_failed", message, cause, false);
  }
}
