package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ResamplerPropertyTest {

  @Property(tries = 100)
  void resample_anyRates_lengthIsTheRatioRoundedUp(
      @ForAll @IntRange(min = 8000, max = 96000) int fromRate,
      @ForAll @IntRange(min = 8000, max = 48000) int toRate,
      @ForAll @IntRange(max = 3000) int length,
      @ForAll ResamplingFilter filter) {
    float[] resampled = Resampler.resample(new float[length], fromRate, toRate, filter);

    BigInteger[] ratio = BigInteger.valueOf(length).multiply(BigInteger.valueOf(toRate))
        .divideAndRemainder(BigInteger.valueOf(fromRate));
    assertThat(resampled).hasSize(ratio[0].intValue() + ratio[1].signum());
  }

  @Property(tries = 50)
  void resample_anyRatesUpAndBack_returnsTheLowerBand(
      @ForAll @IntRange(min = 8000, max = 24000) int lowRate,
      @ForAll @IntRange(min = 24001, max = 48000) int highRate,
      @ForAll long seed) {
    // noise of half the rate, so that nothing of it lies in the transition band
    float[] original =
        Resampler.resample(Signals.noise(1000, 0.5, seed), lowRate / 2, lowRate, ResamplingFilter.OUTPUT);

    float[] up = Resampler.resample(original, lowRate, highRate, ResamplingFilter.OUTPUT);
    float[] back = Resampler.resample(up, highRate, lowRate, ResamplingFilter.OUTPUT);

    assertThat(Decibels.signalToNoise(withoutEnds(original), withoutEnds(back))).isGreaterThan(90);
  }

  private static float[] withoutEnds(float[] samples) {
    return Arrays.copyOfRange(samples, 300, 1700);
  }

  @Property(tries = 50)
  void resample_halfTheAmplitude_givesHalfTheResult(
      @ForAll @IntRange(min = 8000, max = 48000) int toRate, @ForAll long seed) {
    float[] samples = Signals.noise(500, 0.5, seed);
    float[] halves = new float[samples.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = samples[i] / 2;
    }

    float[] whole = Resampler.resample(samples, 24000, toRate, ResamplingFilter.OUTPUT);
    float[] half = Resampler.resample(halves, 24000, toRate, ResamplingFilter.OUTPUT);

    for (int i = 0; i < whole.length; i++) {
      assertThat(half[i]).isEqualTo(whole[i] / 2);
    }
  }
}
