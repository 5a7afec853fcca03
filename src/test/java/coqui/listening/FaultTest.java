package coqui.listening;

import static coqui.listening.Fault.BABBLES;
import static coqui.listening.Fault.CLIPPED;
import static coqui.listening.Fault.ENDS_LATE;
import static coqui.listening.Fault.FALLS_SILENT;
import static coqui.listening.Fault.OFF_LEVEL;
import static coqui.listening.Fault.STARTS_LATE;
import static coqui.listening.Fault.STOPS_EARLY;
import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** That each fault is found where it is made: in 2.4 s of a tone at −18 LUFS, which is what its text should take. */
class FaultTest {

  private static final int RATE = 16_000;
  private static final String TEXT = "The train to the sea leaves at half past";
  private static final ExpectedVoice VOICE =
      new ExpectedVoice("en", "Tone", 1, OptionalDouble.of(0), 2.4 / TEXT.length());

  /** 1 kHz with peaks at −15 dBFS. */
  private static float[] tone() {
    float[] samples = new float[(int) (2.4 * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (Math.pow(10, -15 / 20.0) * Math.sin(2 * Math.PI * 1000 * i / RATE));
    }
    return samples;
  }

  /** Moves what comes from a time on to a later one; silence is between. */
  private static float[] pausing(double fromSeconds, double forSeconds) {
    float[] tone = tone();
    int from = (int) (fromSeconds * RATE);
    int pause = (int) (forSeconds * RATE);
    float[] samples = Arrays.copyOf(tone, tone.length + pause);
    Arrays.fill(samples, from, from + pause, 0);
    System.arraycopy(tone, from, samples, from + pause, tone.length - from);
    return samples;
  }

  private static float[] louder(double factor) {
    float[] samples = tone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.max(-1, Math.min(1, factor * samples[i]));
    }
    return samples;
  }

  private static void assertFaults(float[] samples, Fault... expected) {
    assertThat(Fault.of(new Recording(TEXT, new AudioClip(samples, RATE)), VOICE)).containsExactlyInAnyOrder(expected);
  }

  @Test
  void of_whatIsRight_isNone() {
    assertFaults(tone());
  }

  @Test
  void of_whatIsCutAtThreeFifths_isThatItStopsEarly() {
    assertFaults(Arrays.copyOf(tone(), (int) (0.6 * tone().length)), STOPS_EARLY);
  }

  @Test
  void of_whatIsSaidTwice_isThatItBabbles() {
    float[] twice = Arrays.copyOf(tone(), 2 * tone().length);
    System.arraycopy(tone(), 0, twice, tone().length, tone().length);

    assertFaults(twice, BABBLES);
  }

  @Test
  void of_halfASecondOfSilenceBefore_isThatItStartsLate() {
    assertFaults(pausing(0, 0.5), STARTS_LATE);
  }

  @Test
  void of_halfASecondOfSilenceWithin_isThatItFallsSilent() {
    assertFaults(pausing(1.2, 0.5), FALLS_SILENT);
  }

  @Test
  void of_muchSilenceAfter_isThatItEndsLate() {
    assertFaults(pausing(2.4, 0.8), ENDS_LATE);
  }

  @Test
  void of_peaksCutAtFullScale_isThatItIsClipped() {
    assertFaults(louder(8), CLIPPED, OFF_LEVEL);
  }

  @Test
  void of_twoDecibelsLess_isThatItIsOffLevel() {
    assertFaults(louder(0.79), OFF_LEVEL);
  }

  @Test
  void of_silence_isThatNothingBeginsOrEnds() {
    assertFaults(louder(0), STARTS_LATE, ENDS_LATE, OFF_LEVEL);
  }
}
