package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {

  @ParameterizedTest
  @EnumSource
  void resample_equalRates_returnsTheSamples(ResamplingFilter filter) {
    float[] samples = Signals.noise(100, 1, 1);

    assertThat(Resampler.resample(samples, 24000, 24000, filter)).isSameAs(samples);
  }

  @Test
  void resample_noSamples_givesNone() {
    assertThat(Resampler.resample(new float[0], 24000, 22050, ResamplingFilter.OUTPUT)).isEmpty();
  }

  @ParameterizedTest(name = "{0} → {1} Hz, tone of {2} Hz")
  @CsvSource({
    "24000, 22050, 440", "24000, 22050, 5000", "24000, 22050, 9900",
    "24000, 44100, 440", "24000, 44100, 10800", "48000, 22050, 9900", "24000, 48000, 10800",
    "24000, 8000, 3600", "24000, 16000, 7200", "22050, 24000, 9900", "44101, 22050, 9900", "22050, 44101, 9900"
  })
  void resample_outputFilterToneInPassBand_isReproducedWithin95Decibels(int fromRate, int toRate, double frequency) {
    float[] tone = Signals.tone(frequency, 0.9, fromRate, 1);
    float[] expected = Signals.tone(frequency, 0.9, toRate, 1);

    float[] resampled = Resampler.resample(tone, fromRate, toRate, ResamplingFilter.OUTPUT);

    assertThat(Decibels.signalToNoise(middle(expected), middle(resampled))).isGreaterThan(95);
  }

  @ParameterizedTest(name = "{0} → {1} Hz, tone of {2} Hz")
  @CsvSource({
    "24000, 22050, 11030", "24000, 22050, 11500", "24000, 22050, 11990", "48000, 22050, 11030", "48000, 22050, 20000",
    "24000, 8000, 4001", "24000, 8000, 7000", "24000, 16000, 8001", "44101, 22050, 11030", "44101, 22050, 17000"
  })
  void resample_outputFilterToneInStopBand_vanishesBy95Decibels(int fromRate, int toRate, double frequency) {
    float[] tone = Signals.tone(frequency, 1, fromRate, 1);

    float[] resampled = Resampler.resample(tone, fromRate, toRate, ResamplingFilter.OUTPUT);

    double toneLevel = Decibels.level(tone, 0, tone.length);
    assertThat(Decibels.level(middle(resampled), 0, middle(resampled).length) - toneLevel).isLessThan(-95);
  }

  @ParameterizedTest(name = "{0} → {1} Hz")
  @CsvSource({
    "24000, 22050", "44101, 22050", "22050, 44101", "48000, 22050", "8000, 22050", "96001, 8000", "300007, 22050"
  })
  void resample_anyRates_agreesWithTheDefinition(int fromRate, int toRate) {
    float[] noise = Signals.noise(fromRate / 5, 1, 2);

    float[] resampled = Resampler.resample(noise, fromRate, toRate, ResamplingFilter.OUTPUT);

    float[] expected = NaiveResampler.resample(noise, fromRate, toRate, ResamplingFilter.OUTPUT);
    assertThat(Decibels.signalToNoise(expected, resampled)).isGreaterThan(135);
  }

  @Test
  void resample_longCoprimeConditioning_agreesWithTheDefinitionOnTheInterpolatedGrid() {
    float[] noise = Signals.noise(300_007, 1, 2);

    float[] resampled = Resampler.resample(noise, 300_007, 22_050, ResamplingFilter.CONDITIONING);

    float[] start = Arrays.copyOf(noise, 30_000);
    float[] expected = NaiveResampler.resample(start, 300_007, 22_050, ResamplingFilter.CONDITIONING);
    assertThat(Decibels.signalToNoise(Arrays.copyOf(expected, 2000), resampled)).isGreaterThan(120);
  }

  @Test
  void resample_constant_staysConstantAwayFromTheEnds() {
    float[] ones = new float[24000];
    Arrays.fill(ones, 1);

    float[] resampled = Resampler.resample(ones, 24000, 22050, ResamplingFilter.OUTPUT);

    for (float sample : middle(resampled)) {
      assertThat(sample).isCloseTo(1, within(3e-5f));
    }
  }

  @Test
  void resample_fewSamplesAtHugeCoprimeRates_needsLittleMemory() {
    float[] resampled =
        Resampler.resample(new float[100], Integer.MAX_VALUE, Integer.MAX_VALUE - 1, ResamplingFilter.OUTPUT);

    assertThat(resampled).hasSize(100).containsOnly(0);
  }

  @ParameterizedTest(name = "{0} → {1} Hz")
  @CsvSource({"0, 22050", "24000, 0", "-1, 22050", "8000, 8000000", "2147483647, 22050"})
  void resample_rateOutOfRange_isRefusedWithBothRates(int fromRate, int toRate) {
    assertThatThrownBy(() -> Resampler.resample(new float[10], fromRate, toRate, ResamplingFilter.OUTPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from " + fromRate + " to " + toRate + " Hz");
  }

  @Test
  void resample_resultTooLongForAnArray_isRefused() {
    assertThatThrownBy(() -> Resampler.resample(new float[3_000_000], 48, 47_999, ResamplingFilter.OUTPUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3000000 samples");
  }

  private static float[] middle(float[] samples) {
    return Arrays.copyOfRange(samples, samples.length / 4, samples.length * 3 / 4);
  }
}
