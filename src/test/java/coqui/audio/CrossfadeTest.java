package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossfadeTest {

  private static final int RATE = 24000;
  private static final double OVERLAP = 0.040;
  private static final int OVERLAP_SAMPLES = 960;

  @Test
  void join_longClips_isTheirSumLessOneOverlapAJoin() {
    AudioClip joined = join(List.of(silence(5000), silence(1920), silence(7001)), OVERLAP);

    assertThat(joined.samples()).hasSize(5000 + 1920 + 7001 - 2 * OVERLAP_SAMPLES);
    assertThat(joined.sampleRate()).isEqualTo(RATE);
  }

  @Test
  void join_oneClip_isThatClip() {
    float[] samples = Signals.noise(100, 1, 1);

    assertThat(join(List.of(clip(samples)), OVERLAP).samples()).containsExactly(samples);
  }

  @Test
  void join_outsideTheOverlap_leavesTheSamplesAlone() {
    float[] first = Signals.noise(3000, 1, 1);
    float[] second = Signals.noise(4000, 1, 2);

    float[] joined = join(List.of(clip(first), clip(second)), OVERLAP).samples();

    assertThat(Arrays.copyOf(joined, 2040)).containsExactly(Arrays.copyOf(first, 2040));
    assertThat(Arrays.copyOfRange(joined, 3000, 6040)).containsExactly(Arrays.copyOfRange(second, 960, 4000));
  }

  @Test
  void join_inTheOverlap_gainsAreOfEqualPowerAndMonotone() {
    float[] fadeOut = join(List.of(clip(ones(3000)), silence(3000)), OVERLAP).samples();
    float[] fadeIn = join(List.of(silence(3000), clip(ones(3000))), OVERLAP).samples();

    for (int i = 2040; i < 3000; i++) {
      assertThat(fadeOut[i] * fadeOut[i] + fadeIn[i] * fadeIn[i]).isCloseTo(1, within(1e-6f));
      assertThat(fadeOut[i]).isLessThan(fadeOut[i - 1]);
      assertThat(fadeIn[i]).isGreaterThan(fadeIn[i - 1]);
    }
  }

  @Test
  void join_middleOfTheOverlap_hasBothAtMinus3Decibels() {
    float[] fadeOut = join(List.of(clip(ones(3000)), silence(3000)), OVERLAP).samples();

    assertThat((fadeOut[2519] + fadeOut[2520]) / 2).isCloseTo((float) Math.sqrt(0.5), within(1e-4f));
  }

  @ParameterizedTest(name = "{0}, {1} and {2} samples overlap {3} and {4}")
  @CsvSource({
    "3000, 1919, 3000, 959, 959", "3000, 960, 3000, 480, 480", "3000, 101, 40, 50, 20", "3000, 1, 3000, 0, 0",
    "3000, 0, 3000, 0, 0", "0, 0, 5, 0, 0", "2, 2, 2, 1, 1"
  })
  void join_shortClips_overlapInHalfOfTheShorterOne(int first, int second, int third, int overlap, int nextOverlap) {
    AudioClip joined = join(List.of(silence(first), silence(second), silence(third)), OVERLAP);

    assertThat(joined.samples()).hasSize(first + second + third - overlap - nextOverlap);
  }

  @Test
  void join_noOverlap_isACut() {
    AudioClip joined = join(List.of(clip(ones(3)), silence(2)), 0);

    assertThat(joined.samples()).containsExactly(1, 1, 1, 0, 0);
  }

  @Test
  void join_clips_areLeftAlone() {
    float[] first = Signals.noise(3000, 1, 1);
    float[] copy = first.clone();

    join(List.of(clip(first), clip(first)), OVERLAP);

    assertThat(first).containsExactly(copy);
  }

  @Test
  void clip_beforeMoreIsAdded_staysAsItWas() {
    CrossfadeBuffer buffer = new CrossfadeBuffer(RATE, OVERLAP);
    buffer.add(clip(ones(3000)));
    AudioClip before = buffer.clip();

    buffer.add(silence(3000));

    assertThat(before.samples()).containsExactly(ones(3000));
  }

  @Test
  void clip_nothingAdded_isEmpty() {
    assertThat(new CrossfadeBuffer(RATE, OVERLAP).clip().samples()).isEmpty();
  }

  @Test
  void add_manyClips_lengthIsThatOfAllJoins() {
    CrossfadeBuffer buffer = new CrossfadeBuffer(RATE, OVERLAP);
    AudioClip clip = silence(2000);

    IntStream.range(0, 1_000).forEach(i -> buffer.add(clip));

    assertThat(buffer.clip().samples()).hasSize(1_000 * 2000 - 999 * OVERLAP_SAMPLES);
  }

  @Test
  void join_noClip_isRefused() {
    assertThatThrownBy(() -> join(List.of(), OVERLAP)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void join_differentRates_isRefusedWithBoth() {
    assertThatThrownBy(() -> join(List.of(silence(10), new AudioClip(new float[10], 22050)), OVERLAP))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("22050 Hz")
        .hasMessageContaining("24000 Hz");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 61, Double.NaN, Double.POSITIVE_INFINITY})
  void join_overlapThatIsNoShortTime_isRefused(double seconds) {
    assertThatThrownBy(() -> join(List.of(silence(10)), seconds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overlap is " + seconds);
  }

  private static AudioClip clip(float[] samples) {
    return new AudioClip(samples, RATE);
  }

  private static AudioClip silence(int length) {
    return clip(new float[length]);
  }

  private static float[] ones(int length) {
    float[] samples = new float[length];
    Arrays.fill(samples, 1);
    return samples;
  }

  @Test
  void join_pauses_areSilenceOfThatLengthBetweenTheClips() {
    List<AudioClip> clips = List.of(clip(ones(3_000)), clip(ones(3_000)));

    float[] joined = Crossfade.join(clips, 0, List.of(0.5, 0.0), OVERLAP).samples();

    assertThat(joined).hasSize(6_000 + RATE / 2);
    assertThat(Arrays.copyOf(joined, 3_000 - OVERLAP_SAMPLES)).containsOnly(1);
    assertThat(Arrays.copyOfRange(joined, 3_000, 3_000 + RATE / 2)).containsOnly(0);
    assertThat(Arrays.copyOfRange(joined, 3_000 + RATE / 2 + OVERLAP_SAMPLES, joined.length)).containsOnly(1);
  }

  @Test
  void join_pausesAtBothEnds_areHeard() {
    float[] joined = Crossfade.join(List.of(clip(ones(5_000))), 0.25, List.of(0.5), OVERLAP).samples();

    assertThat(Arrays.copyOf(joined, RATE / 4)).containsOnly(0);
    assertThat(Arrays.copyOfRange(joined, joined.length - RATE / 2, joined.length)).containsOnly(0);
    assertThat(joined.length - 5_000.0).isCloseTo(0.75 * RATE, within(2.0 * OVERLAP_SAMPLES));
  }

  private static AudioClip join(List<AudioClip> clips, double seconds) {
    return Crossfade.join(clips, 0, Collections.nCopies(clips.size(), 0.0), seconds);
  }
}
