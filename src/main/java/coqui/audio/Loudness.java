package coqui.audio;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How loud a mono sound is, after ITU-R BS.1770-4. A 1 kHz sine with peaks at −23 dBFS has −26 LUFS (EBU Tech 3341
 * has −23 for the same in both channels of a stereo sound).
 */
public final class Loudness {

  private static final int HOPS_A_SECOND = 10;
  private static final int HOPS_A_BLOCK = 4;
  private static final double OFFSET = -0.691;
  private static final double ABSOLUTE_GATE_LUFS = -70;
  private static final double RELATIVE_GATE = 0.1; // -10 LU

  private Loudness() {}

  /**
   * Integrated loudness: K-weighted mean square over blocks of 400 ms that overlap by 75 %, without those below −70
   * LUFS and then without those 10 LU below the mean of the rest. What is left over after the last whole block does
   * not count.
   *
   * <p>The standard leaves out clips of less than 400 ms; here such a clip is one block, as long as it is.
   *
   * @return in LUFS; negative infinity for silence, an empty clip and anything below −70 LUFS; not-a-number if a
   *     sample is not finite
   * @throws IllegalArgumentException if the rate is below 4 kHz
   */
  public static double integratedLufs(AudioClip clip) {
    double[] energies = hopEnergies(clip);
    if (!Arrays.stream(energies).allMatch(Double::isFinite)) {
      return Double.NaN;
    }
    double[] powers = blockPowers(energies, clip);
    double absoluteGate = power(ABSOLUTE_GATE_LUFS);
    double ungated = meanAbove(absoluteGate, powers);
    double gated = meanAbove(Math.max(absoluteGate, RELATIVE_GATE * ungated), powers);
    return OFFSET + 10 * Math.log10(gated);
  }

  /**
   * The highest amplitude of the sound, at or between its samples, by eightfold oversampling (the standard asks for
   * four at 48 kHz). A sine in the lower half of the band is read within 0.05 dB, up to 5/6 of it within 0.13 dB.
   *
   * @return in dBFS; negative infinity for silence
   */
  public static double truePeakDbfs(AudioClip clip) {
    return 20 * Math.log10(TruePeak.of(clip.samples()));
  }

  /** The K-weighted energy of each 100 ms, and at last that of the rest. */
  private static double[] hopEnergies(AudioClip clip) {
    float[] samples = clip.samples();
    int hops = (int) ((long) samples.length * HOPS_A_SECOND / clip.sampleRate());
    double[] energies = new double[hops + 1];
    KWeighting weighting = new KWeighting(clip.sampleRate());
    for (int hop = 0, i = 0; hop <= hops; hop++) {
      int end = hop == hops ? samples.length : start(hop + 1, clip.sampleRate());
      for (; i < end; i++) {
        double weighted = weighting.next(samples[i]);
        energies[hop] += weighted * weighted;
      }
    }
    return energies;
  }

  private static double[] blockPowers(double[] energies, AudioClip clip) {
    int length = clip.samples().length;
    int blocks = energies.length - HOPS_A_BLOCK;
    if (blocks <= 0) {
      return length == 0 ? new double[0] : new double[] {Arrays.stream(energies).sum() / length};
    }
    return IntStream.range(0, blocks)
        .mapToDouble(first -> Arrays.stream(energies, first, first + HOPS_A_BLOCK).sum()
            / (start(first + HOPS_A_BLOCK, clip.sampleRate()) - start(first, clip.sampleRate())))
        .toArray();
  }

  /** The first sample of a hop. Rates such as 11,025 Hz have no whole number of samples in 100 ms. */
  private static int start(int hop, int rate) {
    return (int) ((long) hop * rate / HOPS_A_SECOND);
  }

  private static double meanAbove(double gate, double[] powers) {
    return Arrays.stream(powers).filter(power -> power > gate).average().orElse(0);
  }

  private static double power(double lufs) {
    return Math.pow(10, (lufs - OFFSET) / 10);
  }
}
