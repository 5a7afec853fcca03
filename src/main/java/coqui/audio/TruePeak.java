package coqui.audio;

import java.util.Arrays;

/** The sound between the samples, by windowed-sinc interpolation at {@value #FACTOR} times the rate. */
final class TruePeak {

  private static final int FACTOR = 8;
  static final int REACH = 16; // samples on either side
  private static final int BLOCK = 1024;
  private static final float[][] TAPS = taps(); // [FACTOR - 1, 2 REACH]

  private TruePeak() {}

  /** The highest amplitude, at or between samples; 0 for no samples. */
  static double of(float[] samples) {
    return highest(envelope(samples));
  }

  static double highest(float[] envelope) {
    float highest = 0;
    for (float amplitude : envelope) {
      highest = Math.max(highest, amplitude);
    }
    return highest;
  }

  /**
   * @param samples [S]
   * @return [S] the highest amplitude from the sample before to the sample after each one
   */
  static float[] envelope(float[] samples) {
    float[] between = betweenSamples(samples);
    float[] envelope = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      envelope[i] = Math.max(Math.abs(samples[i]), Math.max(between[i], between[i + 1]));
    }
    return envelope;
  }

  /**
   * The highest amplitude in each interval, that before the first sample and that after the last one included: [S + 1].
   *
   * <p>Block by block, one tap for all of a block at a time: such a loop the compiler turns into vector
   * instructions, which makes it twice as fast as a sum of products for each place (117 ms for 60 s at 24 kHz).
   */
  private static float[] betweenSamples(float[] samples) {
    float[] padded = new float[samples.length + 2 * REACH];
    System.arraycopy(samples, 0, padded, REACH, samples.length);
    float[] highest = new float[samples.length + 1];
    float[] values = new float[BLOCK];
    for (int start = 0; start < highest.length; start += BLOCK) {
      int length = Math.min(BLOCK, highest.length - start);
      for (float[] taps : TAPS) {
        Arrays.fill(values, 0);
        for (int i = 0; i < taps.length; i++) {
          addScaled(values, padded, start + i, length, taps[i]);
        }
        raise(highest, start, values, length);
      }
    }
    return highest;
  }

  private static void addScaled(float[] values, float[] samples, int from, int length, float factor) {
    for (int i = 0; i < length; i++) {
      values[i] += factor * samples[from + i];
    }
  }

  private static void raise(float[] highest, int start, float[] values, int length) {
    for (int i = 0; i < length; i++) {
      highest[start + i] = Math.max(highest[start + i], Math.abs(values[i]));
    }
  }

  private static float[][] taps() {
    KaiserWindow window = new KaiserWindow(6);
    float[][] taps = new float[FACTOR - 1][2 * REACH];
    for (int phase = 1; phase < FACTOR; phase++) {
      for (int i = 0; i < 2 * REACH; i++) {
        double distance = i - (REACH - 1) - (double) phase / FACTOR; // never 0
        taps[phase - 1][i] =
            (float) (Math.sin(Math.PI * distance) / (Math.PI * distance) * window.at(distance / REACH));
      }
    }
    return taps;
  }
}
