package coqui.checkpoint;

/**
 * The constants of the speaker encoder's spectrogram, which every checkpoint carries beside its weights: 16 kHz,
 * 512-point transform, window of 400, 64 bands to 8 kHz on the HTK mel scale. Source: torchaudio {@code
 * MelSpectrogram} with its defaults.
 */
final class SpeakerMelFilters {

  static final int BANDS = 64;

  private static final int WINDOW = 400;
  private static final int BINS = 257;
  private static final double HIGHEST_HZ = 8_000;

  private SpeakerMelFilters() {
  }

  /** [1, 1, 2]: x[t] − 0.97 x[t−1]. */
  static TensorSource preEmphasis() {
    return TensorSource.of(new float[] {-0.97f, 1}, 1, 1, 2);
  }

  /** [400]: a periodic Hamming window. */
  static TensorSource window() {
    float[] window = new float[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      window[i] = (float) (0.54 - 0.46 * Math.cos(2 * Math.PI * i / WINDOW));
    }
    return TensorSource.of(window, WINDOW);
  }

  /** [257, 64]: overlapping triangles, evenly spaced in mel. */
  static TensorSource bands() {
    double step = mel(HIGHEST_HZ) / (BANDS + 1);
    float[] weights = new float[BINS * BANDS];
    for (int bin = 0; bin < BINS; bin++) {
      double hertz = HIGHEST_HZ * bin / (BINS - 1);
      for (int band = 0; band < BANDS; band++) {
        double low = hertz(band * step);
        double centre = hertz((band + 1) * step);
        double high = hertz((band + 2) * step);
        double weight = Math.min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
        weights[bin * BANDS + band] = (float) Math.max(weight, 0);
      }
    }
    return TensorSource.of(weights, BINS, BANDS);
  }

  private static double mel(double hertz) {
    return 2595 * Math.log10(1 + hertz / 700);
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
