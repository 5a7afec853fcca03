package coqui.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.Settings;
import coqui.audio.AudioEncoder;
import coqui.audio.WavFile;
import coqui.pipeline.FinishedSpeech;
import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where cues end up that are shorter or longer than there is room; with the real encoder. */
class CueTrackTest {

  private static final int RATE = 8_000;
  private static final AudioEncoder ENCODER = new AudioEncoder(Settings.load(Map.of()).http().encoding());

  private static FinishedSpeech tone(double seconds) {
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (0.5 * Math.sin(0.3 * i));
    }
    AudioClip clip = new AudioClip(samples, RATE);
    return new FinishedSpeech(WavFile.encode(clip), RATE, clip.seconds(), List.of("Robert"));
  }

  /** Times and lengths in turns. The stretches of sound that there are, in seconds: beginning, end, beginning, … */
  private static List<Double> sounds(double... timesAndLengths) throws Exception {
    List<Cue> cues = new ArrayList<>();
    List<FinishedSpeech> spoken = new ArrayList<>();
    for (int i = 0; i < timesAndLengths.length; i += 2) {
      cues.add(new Cue(timesAndLengths[i], "cue"));
      spoken.add(tone(timesAndLengths[i + 1]));
    }
    float[] samples = WavFile.decode(new CueTrack(ENCODER, 100).of(cues, spoken).wav()).samples();
    List<Double> edges = new ArrayList<>();
    int silent = RATE;
    for (int i = 0; i < samples.length; i++) {
      boolean sound = Math.abs(samples[i]) > 0.05;
      if (sound && silent > RATE / 50) {
        edges.add((double) i / RATE);
      } else if (!sound && ++silent == RATE / 50) {
        edges.add((double) i / RATE);
      }
      silent = sound ? 0 : silent;
    }
    edges.add((double) samples.length / RATE);
    return edges;
  }

  private static void assertNear(List<Double> found, double... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i)).as("%s", found).isCloseTo(expected[i], within(0.04));
    }
  }

  @Test
  void cues_withRoom_areAsTheyWereSpoken() throws Exception {
    assertNear(sounds(1, 0.5, 2.5, 0.75), 1, 1.5, 2.5, 3.25);
  }

  @Test
  void cue_alittleTooLong_isFasterAndDoesNotDelayTheNext() throws Exception {
    List<Double> edges = sounds(0, 1.2, 1, 0.5, 3, 0.5);

    assertThat(edges.get(edges.size() - 2)).isCloseTo(3, within(0.04));
    assertThat(edges.get(1)).isCloseTo(1.5, within(0.04));   // the second ends half a second after its time
  }

  @Test
  void cue_farTooLong_delaysTheNextUntilThePausesCatchUp() throws Exception {
    // 2.6 s at 1.3 times is 2 s: the second begins at 2 instead of 1, the third in time
    assertNear(sounds(0, 2.6, 1, 0.5, 4, 0.5), 0, 2.5, 4, 4.5);
  }

  @Test
  void recording_longerThanAllowed_isRefusedWithTheSetting() {
    assertThatThrownBy(() -> new CueTrack(ENCODER, 10).of(List.of(new Cue(10, "late")), List.of(tone(0.5))))
        .isInstanceOf(InvalidRequestException.class).hasMessageContaining("coqui.batch.max-length");
  }
}
