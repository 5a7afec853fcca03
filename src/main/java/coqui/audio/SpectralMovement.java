package coqui.audio;

import java.util.stream.IntStream;

/**
 * How much the shape of the spectrum changes over time: much in speech, which moves from sound to sound, and little
 * in what stays the same sound, be it noise of any colour, hum or a tone, steady or coming and going.
 *
 * <p>Ten bands of half an octave, 150 Hz to 3.4 kHz (what a telephone leaves of speech), are measured at 8 kHz. In
 * each frame, each band's level is taken relative to the mean of all bands' levels, so that loudness does not count.
 * The result is the standard deviation of these relative levels over time, averaged over the bands.
 */
final class SpectralMovement {

  private static final int RATE = 8_000;
  private static final int BANDS = 10;
  private static final double LOWEST_CENTRE_HZ = 150;
  private static final double PAUSE_DB = 25;
  private static final double FLOOR = 1e-4;

  private SpectralMovement() {}

  /**
   * Frames {@value #PAUSE_DB} dB below the loudest half second are pauses and do not count; nor do levels in a band
   * that are 40 dB below the average of all bands together.
   *
   * @return in dB; 0 if nothing moves or nothing is there
   */
  static double of(float[] samples, int sampleRate) {
    float[] narrow = Resampler.resample(samples, sampleRate, RATE, ResamplingFilter.CONDITIONING);
    FramePowers all = new FramePowers(narrow, RATE);
    double pause = all.loudestDbfs() - PAUSE_DB;
    int[] spoken = all.louderThan(pause);
    if (spoken.length == 0) {
      return 0;
    }
    double[][] levels = new double[BANDS][];
    for (int band = 0; band < BANDS; band++) {
      levels[band] = spokenPowers(narrow, LOWEST_CENTRE_HZ * Math.pow(2, band / 2.0), spoken);
    }
    toRelativeLevels(levels);
    double sum = 0;
    for (double[] band : levels) {
      sum += standardDeviation(band);
    }
    return sum / BANDS;
  }

  private static double[] spokenPowers(float[] samples, double centre, int[] spoken) {
    BandPass filter = new BandPass(centre, RATE);
    float[] band = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      band[i] = (float) filter.next(samples[i]);
    }
    double[] powers = new FramePowers(band, RATE).powers();
    return IntStream.of(spoken).mapToDouble(frame -> powers[frame]).toArray();
  }

  /** Powers [bands][frames] become dB relative to the mean over the bands of the same frame. */
  private static void toRelativeLevels(double[][] bands) {
    int frames = bands[0].length;
    double total = 0;
    for (double[] band : bands) {
      for (double power : band) {
        total += power;
      }
    }
    double floor = Math.max(total / frames * FLOOR, Double.MIN_NORMAL);
    for (int frame = 0; frame < frames; frame++) {
      double mean = 0;
      for (double[] band : bands) {
        band[frame] = 10 * Math.log10(band[frame] + floor);
        mean += band[frame] / BANDS;
      }
      for (double[] band : bands) {
        band[frame] -= mean;
      }
    }
  }

  private static double standardDeviation(double[] values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  }
}
