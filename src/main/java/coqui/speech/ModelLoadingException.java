package coqui.speech;

/** The model is still being loaded: the same request will work in a moment. */
public final class ModelLoadingException extends SpeechException {

  public ModelLoadingException() {
    super("model_loading", "The model is still loading; try again in a few seconds.", null, true);
  }
}
