package coqui.audio;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How loud a sound is over time: the mean squares of frames of 50 ms, which begin every 25 ms. The last one is longer
 * by what is left over; a sound shorter than one has none.
 */
final class FramePowers {

  private static final int STEPS_A_SECOND = 40;
  private static final int STEPS_A_FRAME = 2;
  private static final int HALF_A_SECOND = STEPS_A_SECOND / 2;

  private final double[] powers;
  private final int samples;
  private final int sampleRate;

  FramePowers(float[] samples, int sampleRate) {
    this.samples = samples.length;
    this.sampleRate = sampleRate;
    long steps = (long) samples.length * STEPS_A_SECOND / sampleRate;
    this.powers = new double[(int) Math.max(0, steps - STEPS_A_FRAME + 1)];
    for (int frame = 0; frame < powers.length; frame++) {
      powers[frame] = meanSquare(samples, start(frame), end(frame));
    }
  }

  /** [frames] 1 where the samples have full scale throughout. */
  double[] powers() {
    return powers;
  }

  /** The first sample of a frame. */
  int start(int frame) {
    return (int) ((long) frame * sampleRate / STEPS_A_SECOND);
  }

  /** The sample after the last one of a frame. */
  int end(int frame) {
    return frame == powers.length - 1 ? samples : start(frame + STEPS_A_FRAME);
  }

  /**
   * What the loudest frames, half a second of them wherever they lie, reach at least, in dB of full scale: a click
   * does not count, nor do pauses of any length.
   */
  double loudestDbfs() {
    if (powers.length == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] sorted = powers.clone();
    Arrays.sort(sorted);
    return 10 * Math.log10(sorted[Math.max(0, sorted.length - HALF_A_SECOND)]);
  }

  /** The frames above a level, in order. */
  int[] louderThan(double dbfs) {
    double power = Math.pow(10, dbfs / 10);
    return IntStream.range(0, powers.length).filter(frame -> powers[frame] > power).toArray();
  }

  private static double meanSquare(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return sum / (to - from);
  }
}
