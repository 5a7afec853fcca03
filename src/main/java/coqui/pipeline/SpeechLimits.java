package coqui.pipeline;

/**
 * What one request may have spoken.
 *
 * @param characters (code points) of all its texts
 * @param passages turns of a dialogue, or pieces of SSML
 * @param pauseSeconds of silence that it may ask for, all pauses together
 */
public record SpeechLimits(int characters, int passages, double pauseSeconds) {

  static final String CHARACTERS = "coqui.text.max-characters";
  static final String PASSAGES = "coqui.text.max-passages";
  static final String PAUSE = "coqui.text.max-pause";
}
