package coqui.speech;

/**
 * A part of what is to be spoken that one voice speaks in one language, at one pace: the whole of a plain text, a turn
 * of a dialogue.
 *
 * @param text what to say, as written; a text with nothing to say is a pause alone
 * @param voice who says it
 * @param language how the text is to be read
 * @param speed 1 is the voice's own pace, 2 twice as fast
 * @param pauseSeconds of silence after it; 0: the next one follows as one chunk of a text follows another
 */
public record Passage(String text, Voice voice, Language language, double speed, double pauseSeconds) {

  /** The slowest that the model speaks well. */
  public static final double SLOWEST = 0.7;

  /** The fastest. */
  public static final double FASTEST = 1.3;

  public Passage {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed is " + speed + ", expected a positive number");
    }
    if (!(pauseSeconds >= 0) || Double.isInfinite(pauseSeconds)) {
      throw new IllegalArgumentException("pause is " + pauseSeconds + " s, expected 0 or more");
    }
  }

  /** The same, said by {@code other}. */
  Passage withVoice(Voice other) {
    return new Passage(text, other, language, speed, pauseSeconds);
  }
}
