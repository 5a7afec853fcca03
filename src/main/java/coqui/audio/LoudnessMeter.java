package coqui.audio;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The {@linkplain Loudness loudness} of a sound that arrives piece by piece, so far. One thread at a time. */
final class LoudnessMeter {

  private static final int HOPS_A_SECOND = 10;
  private static final int HOPS_A_BLOCK = 4;
  private static final double OFFSET = -0.691;
  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE = 0.1; // -10 LU

  private final int sampleRate;
  private final KWeighting weighting;
  private double[] energies = new double[64];   // K-weighted, of each 100 ms; that of the present one is at `hops`
  private int hops;
  private long length;

  /** @param sampleRate in Hz, at least 4 kHz */
  LoudnessMeter(int sampleRate) {
    this.sampleRate = sampleRate;
    this.weighting = new KWeighting(sampleRate);
  }

  void add(float[] samples) {
    for (float sample : samples) {
      double weighted = weighting.next(sample);
      energies[hops] += weighted * weighted;
      length++;
      if (length == start(hops + 1)) {
        hops++;
        if (hops == energies.length) {
          energies = Arrays.copyOf(energies, 2 * hops);
        }
      }
    }
  }

  /** As {@link Loudness#integratedLufs} of all so far. */
  double integratedLufs() {
    if (!Arrays.stream(energies).allMatch(Double::isFinite)) {
      return Double.NaN;
    }
    double[] powers = blockPowers();
    double absoluteGate = power(ABSOLUTE_GATE_LUFS);
    double ungated = meanAbove(absoluteGate, powers);
    double gated = meanAbove(Math.max(absoluteGate, RELATIVE_GATE * ungated), powers);
    return OFFSET + 10 * Math.log10(gated);
  }

  private double[] blockPowers() {
    int blocks = hops + 1 - HOPS_A_BLOCK;
    if (blocks <= 0) {
      return length == 0 ? new double[0] : new double[] {Arrays.stream(energies).sum() / length};
    }
    return IntStream.range(0, blocks)
        .mapToDouble(first -> Arrays.stream(energies, first, first + HOPS_A_BLOCK).sum()
            / (start(first + HOPS_A_BLOCK) - start(first)))
        .toArray();
  }

  /** The first sample of a hop. Rates such as 11,025 Hz have no whole number of samples in 100 ms. */
  private long start(int hop) {
    return (long) hop * sampleRate / HOPS_A_SECOND;
  }

  private static double meanAbove(double gate, double[] powers) {
    return Arrays.stream(powers).filter(power -> power > gate).average().orElse(0);
  }

  private static double power(double lufs) {
    return Math.pow(10, (lufs - OFFSET) / 10);
  }
}
