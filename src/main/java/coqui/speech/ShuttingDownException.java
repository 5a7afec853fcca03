package coqui.speech;

/** The service is being stopped: the next one that takes its place can answer the same request. */
public final class ShuttingDownException extends SpeechException {

  public ShuttingDownException() {
    super("shutting_down", "This server is being stopped; try again with the next one.", null, true);
  }
}
