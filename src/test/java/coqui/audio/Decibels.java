package coqui.audio;

/** Levels and level differences of signals in tests. */
final class Decibels {

  private Decibels() {}

  /** Power of {@code expected} over the power of the difference, in dB. Only places that both have count. */
  static double signalToNoise(float[] expected, float[] actual) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < Math.min(expected.length, actual.length); i++) {
      double difference = (double) actual[i] - expected[i];
      signal += (double) expected[i] * expected[i];
      noise += difference * difference;
    }
    return 10 * Math.log10(signal / noise);
  }

  /**
   * Root mean square of samples {@code from} to {@code to} (exclusive), in dB of full scale; a full-scale sine has
   * −3.01.
   */
  static double level(float[] samples, int from, int to) {
    double power = 0;
    for (int i = from; i < to; i++) {
      power += (double) samples[i] * samples[i];
    }
    return 10 * Math.log10(power / (to - from));
  }
}
