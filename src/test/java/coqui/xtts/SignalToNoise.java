package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares arrays with those of the reference, and remembers the worst of each stage. */
final class SignalToNoise {

  private static final double SAME = 300;

  private final Map<String, Double> worst = new TreeMap<>();

  /** Fails unless the arrays are equally long and differ by noise {@code decibels} below the reference or less. */
  void check(String stage, float[] actual, float[] reference, double decibels) {
    assertThat(actual).as(stage).hasSameSizeAs(reference);
    double snr = decibels(actual, reference);
    worst.merge(stage, snr, Math::min);
    assertThat(snr).as("%s: signal to noise in dB", stage).isGreaterThanOrEqualTo(decibels);
  }

  private static double decibels(float[] actual, float[] reference) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < reference.length; i++) {
      signal += (double) reference[i] * reference[i];
      double difference = (double) actual[i] - reference[i];
      noise += difference * difference;
    }
    if (Double.isNaN(noise)) {
      return Double.NEGATIVE_INFINITY;   // AssertJ takes what is not a number for more than any number
    }
    return noise == 0 ? SAME : 10 * Math.log10(signal / noise);
  }

  @Override
  public String toString() {
    StringBuilder table = new StringBuilder("worst signal to noise against the reference, dB:");
    worst.forEach((stage, snr) -> table.append(String.format(Locale.ROOT, "%n  %-24s %6.1f", stage, snr)));
    return table.toString();
  }
}
