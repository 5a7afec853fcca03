package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KWeightingTest {

  @Test
  void atRate_theStandardsOwn_isThePublishedFilter() {
    assertThat(coefficients(KWeighting.SHELF.atRate(48000, 48000)))
        .containsExactly(coefficients(KWeighting.SHELF), within(1e-14));
    assertThat(coefficients(KWeighting.HIGH_PASS.atRate(48000, 48000)))
        .containsExactly(coefficients(KWeighting.HIGH_PASS), within(1e-14));
  }

  /**
   * The usual way to other rates: a shelf of 4 dB at 1,682 Hz, its parameters fitted to the standard's table
   * (Brecht De Man, "Evaluation of Implementations of the EBU R128 Loudness Measurement", 2018).
   */
  @ParameterizedTest(name = "{0} Hz")
  @ValueSource(ints = {8000, 22050, 24000, 44100, 96000})
  void atRate_shelf_agreesWithTheFittedDesign(int rate) {
    double gain = Math.pow(10, 3.999843853973347 / 20);
    double middle = Math.pow(gain, 0.4996667741545416);
    double q = 0.7071752369554196;
    double k = Math.tan(Math.PI * 1681.974450955533 / rate);
    double a0 = 1 + k / q + k * k;

    assertThat(coefficients(KWeighting.SHELF.atRate(48000, rate))).containsExactly(new double[] {
      (gain + middle * k / q + k * k) / a0, 2 * (k * k - gain) / a0, (gain - middle * k / q + k * k) / a0,
      2 * (k * k - 1) / a0, (1 - k / q + k * k) / a0
    }, within(1e-9));
  }

  @ParameterizedTest(name = "{1} Hz at a rate of {0}")
  @CsvSource({
    "24000, 20, 0.001", "24000, 100, 0.001", "24000, 1000, 0.03", "24000, 3000, 0.1", "24000, 10000, 0.1",
    "22050, 20, 0.001", "22050, 100, 0.001", "22050, 1000, 0.03", "22050, 3000, 0.1", "22050, 10000, 0.1",
    "8000, 20, 0.001", "8000, 100, 0.01", "8000, 1000, 0.25"
  })
  void atRate_lowerRates_keepTheResponse(int rate, double frequency, double tolerance) {
    double expected = gainDecibels(KWeighting.SHELF, frequency, 48000)
        + gainDecibels(KWeighting.HIGH_PASS, frequency, 48000);

    double gain = gainDecibels(KWeighting.SHELF.atRate(48000, rate), frequency, rate)
        + gainDecibels(KWeighting.HIGH_PASS.atRate(48000, rate), frequency, rate);

    assertThat(gain).isCloseTo(expected, within(tolerance));
  }

  @Test
  void next_impulse_isTheConvolutionOfBothFilters() {
    KWeighting weighting = new KWeighting(48000);

    assertThat(weighting.next(1)).isCloseTo(1.53512485958697, within(1e-12));
    // b1 - a1 b0 of the shelf, then the same of the high-pass
    double shelved1 = -2.69169618940638 + 1.69065929318241 * 1.53512485958697;
    assertThat(weighting.next(0)).isCloseTo(shelved1 + (-2 + 1.99004745483398) * 1.53512485958697, within(1e-12));
  }

  private static double[] coefficients(Biquad filter) {
    return new double[] {filter.b0(), filter.b1(), filter.b2(), filter.a1(), filter.a2()};
  }

  private static double gainDecibels(Biquad filter, double frequency, double rate) {
    double angle = 2 * Math.PI * frequency / rate;
    return 10 * Math.log10(
        power(filter.b0(), filter.b1(), filter.b2(), angle) / power(1, filter.a1(), filter.a2(), angle));
  }

  private static double power(double c0, double c1, double c2, double angle) {
    double real = c0 + c1 * Math.cos(angle) + c2 * Math.cos(2 * angle);
    double imaginary = c1 * Math.sin(angle) + c2 * Math.sin(2 * angle);
    return real * real + imaginary * imaginary;
  }
}
