package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LoudnessPropertyTest {

  @Property(tries = 50)
  void integratedLufs_anyGain_movesItByAsManyUnits(
      @ForAll @IntRange(min = 8000, max = 96000) int rate,
      @ForAll @IntRange(min = 100, max = 50_000) int length,
      @ForAll @DoubleRange(min = -20, max = 20) double gain,
      @ForAll long seed) {
    float[] noise = Signals.noise(length, 0.1, seed);
    AudioClip louder = new AudioClip(scaled(noise, Signals.amplitude(gain)), rate);

    assertThat(Loudness.integratedLufs(louder))
        .isCloseTo(Loudness.integratedLufs(new AudioClip(noise, rate)) + gain, within(1e-4));
  }

  @Property(tries = 50)
  void truePeakDbfs_anySound_isAtLeastItsSamples(@ForAll @IntRange(min = 1, max = 3000) int length, @ForAll long seed) {
    float[] noise = Signals.noise(length, 0.7, seed);
    double highest = 0;
    for (float sample : noise) {
      highest = Math.max(highest, Math.abs(sample));
    }

    assertThat(Loudness.truePeakDbfs(new AudioClip(noise, 24000))).isGreaterThanOrEqualTo(20 * Math.log10(highest));
  }

  @Property(tries = 50)
  void normalize_anySound_keepsLengthRateAndMaximumPeak(
      @ForAll @IntRange(min = 8000, max = 48000) int rate,
      @ForAll @IntRange(max = 30_000) int length,
      @ForAll @DoubleRange(min = -90, max = 30) double level,
      @ForAll @DoubleRange(min = -30, max = -5) double target,
      @ForAll @DoubleRange(min = -6, max = 0) double maximumPeak,
      @ForAll long seed) {
    AudioClip sound = new AudioClip(bursts(length, Signals.amplitude(level), seed), rate);

    AudioClip normalized = new LoudnessNormalizer(target, maximumPeak).normalize(sound);

    assertThat(normalized.sampleRate()).isEqualTo(rate);
    assertThat(normalized.samples()).hasSize(length);
    assertThat(Loudness.truePeakDbfs(normalized)).isLessThanOrEqualTo(maximumPeak);
  }

  @Property(tries = 50)
  void normalize_soundOfModerateCrest_reachesTheTargetAndThenStays(
      @ForAll @IntRange(min = 8000, max = 48000) int rate,
      @ForAll @DoubleRange(min = -25, max = 6) double level,
      @ForAll @DoubleRange(min = -30, max = -16) double target,
      @ForAll long seed) {
    LoudnessNormalizer normalizer = new LoudnessNormalizer(target, -1);

    AudioClip normalized = normalizer.normalize(new AudioClip(bursts(30_000, Signals.amplitude(level), seed), rate));

    assertThat(Loudness.integratedLufs(normalized)).isCloseTo(target, within(0.1));
    assertThat(normalizer.normalize(normalized)).isSameAs(normalized);
  }

  /** Noise that swells about as syllables do. */
  private static float[] bursts(int length, double amplitude, long seed) {
    float[] noise = Signals.noise(length, amplitude, seed);
    for (int i = 0; i < length; i++) {
      noise[i] *= (float) Math.abs(Math.sin(i * 4e-4));
    }
    return noise;
  }

  private static float[] scaled(float[] samples, double gain) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (float) (samples[i] * gain);
    }
    return scaled;
  }
}
