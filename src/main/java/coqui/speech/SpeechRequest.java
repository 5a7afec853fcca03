package coqui.speech;

import java.util.OptionalLong;

/**
 * A text to be spoken, with everything that decides how it will sound.
 *
 * @param text what to say, as written
 * @param voice who says it
 * @param language how the text is to be read
 * @param speed 1 is the voice's own pace, 2 twice as fast
 * @param sampling how codes are drawn
 * @param seed of the random draws; the same request with the same seed gives the same samples. Empty: a fresh
 *     one each time
 * @param sampleRate of the answer, in Hz
 * @param normalize whether the answer is brought to the configured loudness
 */
public record SpeechRequest(
    String text,
    Voice voice,
    Language language,
    double speed,
    SamplingSettings sampling,
    OptionalLong seed,
    int sampleRate,
    boolean normalize) {

  /** The same, said by {@code other}. */
  public SpeechRequest withVoice(Voice other) {
    return new SpeechRequest(text, other, language, speed, sampling, seed, sampleRate, normalize);
  }

  /** Without the text, which belongs in no log. */
  @Override
  public String toString() {
    return "SpeechRequest[%d characters in %s by %s]".formatted(text.length(), language.code(), voice.name());
  }
}
