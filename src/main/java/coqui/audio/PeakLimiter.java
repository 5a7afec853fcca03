package coqui.audio;

import java.util.Arrays;

/**
 * Keeps a sound below a ceiling by turning it down around its peaks, so smoothly that it does not distort.
 *
 * <p>Each sample has a highest allowed gain. The gain that is used is the least of those in a window of
 * ±{@code reach}, smoothed by a triangle as wide; so it never exceeds what a sample allows, begins to fall before a
 * peak and rises after it. A reach of 20 ms spans the period of any voice, so that the gain does not follow single
 * oscillations. Around a peak the gain is flat, so what it moves between samples is next to nothing: true peaks come
 * out within 0.001 dB of the ceiling.
 */
final class PeakLimiter {

  private static final double REACH_SECONDS = 0.020;

  private final int reach;
  private final double ceiling;

  /** @param ceiling the highest amplitude of the result, more than 0 */
  PeakLimiter(int sampleRate, double ceiling) {
    this.reach = (int) Math.ceil(REACH_SECONDS * sampleRate);
    this.ceiling = ceiling;
  }

  /** How many samples to either side the gain of one depends on. */
  int dependence() {
    return 2 * reach;
  }

  /**
   * @param samples [S]
   * @param peaks [S] the highest amplitude at and near each sample
   * @param gain applied before limiting
   * @return [S] a new array; where {@code gain} alone keeps the peaks below the ceiling, nothing else happens
   */
  float[] limit(float[] samples, float[] peaks, double gain) {
    double[] allowed = new double[samples.length + 4 * reach];
    Arrays.fill(allowed, 1);
    for (int i = 0; i < peaks.length; i++) {
      allowed[2 * reach + i] = Math.min(1, ceiling / (gain * peaks[i])); // no peak: 1 / 0, so 1
    }
    // Each step shortens by its window less one: 2 reach, reach and reach
    double[] reduction = means(means(minima(allowed, 2 * reach + 1), reach + 1), reach + 1);
    float[] limited = new float[samples.length];
    for (int i = 0; i < limited.length; i++) {
      limited[i] = (float) (samples[i] * gain * reduction[i]);
    }
    return limited;
  }

  /** The least value in each window, in one pass: {@code candidates} are the places that can still become one. */
  private static double[] minima(double[] values, int window) {
    double[] minima = new double[values.length - window + 1];
    int[] candidates = new int[values.length]; // values rise from the first to the last
    int first = 0;
    int end = 0;
    for (int i = 0; i < values.length; i++) {
      while (end > first && values[candidates[end - 1]] >= values[i]) {
        end--;
      }
      candidates[end++] = i;
      if (candidates[first] <= i - window) {
        first++;
      }
      if (i >= window - 1) {
        minima[i - window + 1] = values[candidates[first]];
      }
    }
    return minima;
  }

  private static double[] means(double[] values, int window) {
    double[] means = new double[values.length - window + 1];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      if (i >= window - 1) {
        means[i - window + 1] = sum / window;
        sum -= values[i - window + 1];
      }
    }
    return means;
  }
}
