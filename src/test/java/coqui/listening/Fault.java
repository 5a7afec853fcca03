package coqui.listening;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What can be wrong with the sound of a sentence, whatever its words. Each bound lies as far beyond what the demo voice
 * was measured to do (in brackets) as leaves room for another voice.
 */
enum Fault {

  /** Less than 0.65 of the voice's usual seconds a character (0.79). */
  STOPS_EARLY((recording, voice) -> recording.secondsPerCharacter() < 0.65 * voice.secondsPerCharacter()),

  /** More than 1.5 times the usual seconds a character (1.27). */
  BABBLES((recording, voice) -> recording.secondsPerCharacter() > 1.5 * voice.secondsPerCharacter()),

  /** More than 0.4 s of silence before the first sound (0.19). */
  STARTS_LATE((recording, voice) -> recording.leadingSilence() > 0.4),

  /** More than 0.4 s of silence between two sounds of a sentence (0.17). */
  FALLS_SILENT((recording, voice) -> recording.longestPause() > 0.4),

  /** More than 0.7 s of silence after the last sound (0.44). */
  ENDS_LATE((recording, voice) -> recording.trailingSilence() > 0.7),

  /** Any sample at full scale: true peaks may go up to −1 dBFS. */
  CLIPPED((recording, voice) -> recording.clippedSamples() > 0),

  /** More than 1 LU from the −18 LUFS that answers are brought to; silence has infinitely few. */
  OFF_LEVEL((recording, voice) -> !(Math.abs(recording.loudness() + 18) <= 1));

  private final BiPredicate<Recording, ExpectedVoice> isIn;

  Fault(BiPredicate<Recording, ExpectedVoice> isIn) {
    this.isIn = isIn;
  }

  /** @param voice that the recording should be of */
  boolean isIn(Recording recording, ExpectedVoice voice) {
    return isIn.test(recording, voice);
  }

  /** All that are in a recording. */
  static Set<Fault> of(Recording recording, ExpectedVoice voice) {
    Set<Fault> found = EnumSet.allOf(Fault.class);
    found.removeIf(fault -> !fault.isIn(recording, voice));
    return found;
  }
}
