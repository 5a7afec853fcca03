package coqui.audio;

/** Each output sample straight from the definition of windowed-sinc interpolation: the judge of {@link Resampler}. */
final class NaiveResampler {

  private NaiveResampler() {}

  static float[] resample(float[] samples, int fromRate, int toRate, ResamplingFilter filter) {
    double cutOff = Math.min(1, (double) toRate / fromRate) * filter.rollOff();
    float[] resampled = new float[(int) (((long) samples.length * toRate + fromRate - 1) / fromRate)];
    for (int n = 0; n < resampled.length; n++) {
      double centre = (double) n * fromRate / toRate;
      double sum = 0;
      for (int j = 0; j < samples.length; j++) {
        double x = (j - centre) * cutOff;
        if (Math.abs(x) < filter.zeroCrossings()) {
          double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
          sum += samples[j] * cutOff * sinc * filter.window(x / filter.zeroCrossings());
        }
      }
      resampled[n] = (float) sum;
    }
    return resampled;
  }
}
