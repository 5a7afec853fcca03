package coqui.pipeline;

/**
 * What the model did for a request.
 *
 * @param textTokens that it read
 * @param codes of sound that it wrote and that are heard
 */
public record SpeechUsage(int textTokens, int codes) {

  /** Nothing: the recording was there already. */
  public static final SpeechUsage NONE = new SpeechUsage(0, 0);
}
