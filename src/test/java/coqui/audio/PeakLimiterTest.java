package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakLimiterTest {

  private static final int RATE = 24000;
  private static final int REACH = 480;

  @Test
  void limit_peaksBelowTheCeiling_onlyScales() {
    float[] samples = Signals.noise(5000, 0.2, 1);

    float[] limited = limit(samples, 0.9, 2);

    for (int i = 0; i < samples.length; i++) {
      assertThat(limited[i]).isCloseTo(2 * samples[i], within(1e-6f));
    }
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1, 2, 100, REACH, 2 * REACH, 20_000})
  void limit_anyLength_noSampleExceedsTheCeiling(int length) {
    float[] limited = limit(Signals.noise(length, 1, 3), 0.5, 4);

    for (float sample : limited) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(0.5f + 1e-6f);
    }
  }

  @Test
  void limit_onePeak_turnsDownSmoothlyAndReturnsAfterTwoReaches() {
    float[] samples = new float[4000];
    Arrays.fill(samples, 0.1f);
    samples[2000] = 1;

    float[] limited = limit(samples, 0.5, 1);

    assertThat(limited[2000]).isCloseTo(0.5f, within(1e-6f));
    for (int i = 1; i < samples.length; i++) {
      double gain = limited[i] / samples[i];
      double gainBefore = limited[i - 1] / samples[i - 1];
      assertThat(gain - gainBefore).isBetween(-0.5 / REACH - 1e-6, 0.5 / REACH + 1e-6);
      if (Math.abs(i - 2000) > 2 * REACH) {
        assertThat(gain).isCloseTo(1, within(1e-6));
      }
    }
  }

  @ParameterizedTest(name = "{0} of the rate")
  @ValueSource(doubles = {0.05, 0.25, 0.31, 0.4597, 0.4845, 0.4982})
  void limit_suddenHighTone_keepsTheTruePeakWithinAThousandthOfADecibel(double frequency) {
    float[] samples = new float[4000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (Math.sin(2 * Math.PI * frequency * i) * (i < 2000 ? 1 : 4));
    }

    float[] limited = new PeakLimiter(8000, 1).limit(samples, TruePeak.envelope(samples), 1.5);

    assertThat(20 * Math.log10(TruePeak.of(limited))).isLessThan(0.001);
  }

  private static float[] limit(float[] samples, double ceiling, double gain) {
    float[] peaks = new float[samples.length];
    for (int i = 0; i < peaks.length; i++) {
      peaks[i] = Math.abs(samples[i]);
    }
    return new PeakLimiter(RATE, ceiling).limit(samples, peaks, gain);
  }
}
