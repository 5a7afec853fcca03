package coqui.audio;

/**
 * ITU-R BS.1770-4 for mono at 48 kHz, each step written down as in the text and with the coefficients of its
 * tables: the judge of {@link Loudness}.
 */
final class NaiveLoudness {

  private static final int BLOCK = 19_200;
  private static final int HOP = 4_800;

  private NaiveLoudness() {}

  static double integratedLufs(float[] samples) {
    double[] x = new double[samples.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = samples[i];
    }
    double[] shelved = filter(x, new double[] {1.53512485958697, -2.69169618940638, 1.19839281085285},
        new double[] {1, -1.69065929318241, 0.73248077421585});
    double[] weighted = filter(shelved, new double[] {1, -2, 1}, new double[] {1, -1.99004745483398, 0.99007225036621});

    double aboveAbsoluteGate = gatedMean(weighted, -70);
    return -0.691 + 10 * Math.log10(gatedMean(weighted, -0.691 + 10 * Math.log10(aboveAbsoluteGate) - 10));
  }

  private static double gatedMean(double[] weighted, double gate) {
    double sum = 0;
    int blocks = 0;
    for (int start = 0; start + BLOCK <= weighted.length; start += HOP) {
      double power = 0;
      for (int i = start; i < start + BLOCK; i++) {
        power += weighted[i] * weighted[i] / BLOCK;
      }
      if (-0.691 + 10 * Math.log10(power) > Math.max(gate, -70)) {
        sum += power;
        blocks++;
      }
    }
    return sum / blocks;
  }

  private static double[] filter(double[] x, double[] b, double[] a) {
    double[] y = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      for (int k = 0; k <= 2 && k <= n; k++) {
        y[n] += b[k] * x[n - k] - (k == 0 ? 0 : a[k] * y[n - k]);
      }
    }
    return y;
  }
}
