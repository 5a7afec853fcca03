package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CrossfadePropertyTest {

  @Property(tries = 300)
  void join_clipsOfAtLeastTwoOverlaps_lengthIsExact(
      @ForAll @IntRange(min = 8000, max = 48000) int rate,
      @ForAll @DoubleRange(max = 0.05) double seconds,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 2000) Integer> extraSamples) {
    int overlap = (int) Math.round(seconds * rate);
    List<AudioClip> clips = extraSamples.stream().map(extra -> silence(2 * overlap + extra, rate)).toList();

    int sum = clips.stream().mapToInt(clip -> clip.samples().length).sum();
    assertThat(join(clips, seconds).samples()).hasSize(sum - (clips.size() - 1) * overlap);
  }

  @Property(tries = 300)
  void join_anyClips_lengthFollowsTheRuleOfHalves(
      @ForAll @DoubleRange(max = 0.05) double seconds,
      @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 1500) Integer> lengths) {
    int expected = lengths.get(0);
    for (int i = 1; i < lengths.size(); i++) {
      int shorter = Math.min(lengths.get(i - 1), lengths.get(i));
      expected += lengths.get(i) - Math.min((int) Math.round(seconds * 8000), shorter / 2);
    }

    List<AudioClip> clips = lengths.stream().map(length -> silence(length, 8000)).toList();
    assertThat(join(clips, seconds).samples()).hasSize(expected);
  }

  @Property(tries = 100)
  void join_uncorrelatedNoise_keepsItsLevelThroughTheOverlap(@ForAll long seed) {
    int rate = 48000;
    AudioClip first = new AudioClip(Signals.noise(rate, 0.5, seed), rate);
    AudioClip second = new AudioClip(Signals.noise(rate, 0.5, ~seed), rate);

    float[] joined = join(List.of(first, second), 0.5).samples();

    double noiseLevel = 20 * Math.log10(0.5 / Math.sqrt(3));
    for (int from = rate / 2; from < rate; from += rate / 10) {
      assertThat(Decibels.level(joined, from, from + rate / 10)).isCloseTo(noiseLevel, within(0.5));
    }
  }

  @Property(tries = 100)
  void join_fullScaleNoise_exceedsFullScaleByNoMoreThanTheSquareRootOfTwo(@ForAll long seed) {
    AudioClip first = new AudioClip(Signals.noise(700, 1, seed), 8000);
    AudioClip second = new AudioClip(Signals.noise(700, 1, ~seed), 8000);

    for (float sample : join(List.of(first, second), 0.04).samples()) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(1.4143f);
    }
  }

  private static AudioClip silence(int length, int rate) {
    return new AudioClip(new float[length], rate);
  }

  private static AudioClip join(List<AudioClip> clips, double seconds) {
    return Crossfade.join(clips, 0, Collections.nCopies(clips.size(), 0.0), seconds);
  }
}
