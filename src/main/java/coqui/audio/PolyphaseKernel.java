package coqui.audio;

import java.util.function.IntToDoubleFunction;

/**
 * The taps of a resampling filter for each place that an output sample can have between two input samples.
 *
 * <p>Rates with a small ratio, such as 24,000 : 22,050 = 160 : 147, have few such places and get an exact row of
 * taps for each. Coprime rates, such as 44,101 : 22,050, have up to as many as the output rate; where their rows
 * would be too many, a fixed grid takes their place, and a place between two rows is interpolated linearly. With
 * {@value #ROWS_PER_ZERO_CROSSING} rows from one zero crossing to the next this is wrong by at most (π / 4096)² / 8
 * of the largest tap, −142 dB.
 */
final class PolyphaseKernel {

  private static final int ROWS_PER_ZERO_CROSSING = 4096;
  private static final long MOST_EXACT_TAPS = 1 << 20; // 8 MB of doubles

  private final ResamplingFilter filter;
  private final double cutOff;
  private final int reach;
  private final int step;
  private final int phases;
  private final double[][] rows;
  private final boolean exact;

  /**
   * @param step input samples from one output sample to the next, times {@code phases}; coprime to it
   * @param phases how many places between two input samples the output samples take in turn
   */
  PolyphaseKernel(ResamplingFilter filter, int step, int phases) {
    this.filter = filter;
    this.cutOff = Math.min(1, (double) phases / step) * filter.rollOff();
    this.reach = (int) Math.ceil(filter.zeroCrossings() / cutOff);
    this.step = step;
    this.phases = phases;
    this.exact = (long) phases * taps() <= MOST_EXACT_TAPS;
    this.rows = new double[exact ? phases : (int) Math.ceil(ROWS_PER_ZERO_CROSSING * cutOff) + 1][];
  }

  /**
   * Taps in a row: the first belongs to the input sample {@code reach() - 1} before the one at or before the output
   * sample.
   */
  int taps() {
    return 2 * reach;
  }

  /** How many input samples on either side count. */
  int reach() {
    return reach;
  }

  /**
   * Output sample {@code n}.
   *
   * @param padded the input samples after {@code reach() - 1} zeros and before {@code reach() + 1} more
   * @param dropped how many were left out at their beginning
   */
  double apply(float[] padded, int dropped, int n) {
    long position = (long) n * step; // in input samples, times phases
    int from = (int) (position / phases) - dropped;
    if (exact) {
      return dot(padded, from, exactRow(n % phases));
    }
    double place = (double) (position % phases) / phases * (rows.length - 1);
    int before = (int) place;
    double share = place - before;
    return (1 - share) * dot(padded, from, gridRow(before)) + share * dot(padded, from, gridRow(before + 1));
  }

  /** The taps of every output sample whose index is {@code phase} more than a multiple of {@code phases}. */
  private double[] exactRow(int phase) {
    if (rows[phase] == null) {
      int first = (int) ((long) phase * step / phases) - (reach - 1);
      rows[phase] = taps(tap -> filter.distance(first + tap, phase, step, phases));
    }
    return rows[phase];
  }

  private double[] gridRow(int index) {
    if (rows[index] == null) {
      double place = (double) index / (rows.length - 1);
      rows[index] = taps(tap -> (tap - (reach - 1) - place) * cutOff);
    }
    return rows[index];
  }

  /** @param distance from the output sample to each tap's input sample, in zero crossings */
  private double[] taps(IntToDoubleFunction distance) {
    double[] row = new double[taps()];
    for (int tap = 0; tap < row.length; tap++) {
      double zeroCrossings = distance.applyAsDouble(tap);
      double position = zeroCrossings / filter.zeroCrossings();
      row[tap] = Math.abs(position) >= 1 ? 0 : cutOff * sinc(zeroCrossings) * filter.window(position);
    }
    return row;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  // Four sums side by side: additions of doubles may not be reordered, so one sum would wait for each of its additions.
  private static double dot(float[] samples, int from, double[] row) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int tap = 0;
    for (; tap + 3 < row.length; tap += 4) {
      sum0 += samples[from + tap] * row[tap];
      sum1 += samples[from + tap + 1] * row[tap + 1];
      sum2 += samples[from + tap + 2] * row[tap + 2];
      sum3 += samples[from + tap + 3] * row[tap + 3];
    }
    for (; tap < row.length; tap++) {
      sum0 += samples[from + tap] * row[tap];
    }
    return sum0 + sum1 + sum2 + sum3;
  }
}
