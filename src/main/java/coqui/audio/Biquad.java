package coqui.audio;

/**
 * A digital filter of second order, {@code (b0 + b1 / z + b2 / z²) / (1 + a1 / z + a2 / z²)}.
 */
record Biquad(double b0, double b1, double b2, double a1, double a2) {

  /**
   * The filter with the same response at another rate. The bilinear transform is undone and done again, so that the
   * natural frequency of the poles stays where it was; only frequencies close to the lower Nyquist frequency come
   * out differently.
   *
   * @param rate of this filter, in Hz
   * @param newRate of the result, in Hz, more than twice the natural frequency
   */
  Biquad atRate(double rate, double newRate) {
    // As functions of s = (z - 1) / (z + 1), both polynomials are c0 + c1 s + c2 s²
    double denominator0 = 1 + a1 + a2;
    double denominator1 = 2 * (1 - a2);
    double denominator2 = 1 - a1 + a2;
    double naturalFrequency = Math.atan(Math.sqrt(denominator0 / denominator2)) * rate / Math.PI;
    double stretch = Math.tan(Math.PI * naturalFrequency / rate) / Math.tan(Math.PI * naturalFrequency / newRate);

    double[] numerator = inDelays(b0 + b1 + b2, 2 * (b0 - b2) * stretch, (b0 - b1 + b2) * stretch * stretch);
    double[] denominator = inDelays(denominator0, denominator1 * stretch, denominator2 * stretch * stretch);
    return new Biquad(
        numerator[0] / denominator[0],
        numerator[1] / denominator[0],
        numerator[2] / denominator[0],
        denominator[1] / denominator[0],
        denominator[2] / denominator[0]);
  }

  /** {@code c0 + c1 s + c2 s²} as a polynomial in 1 / z, but for a factor that both polynomials have. */
  private static double[] inDelays(double c0, double c1, double c2) {
    return new double[] {c0 + c1 + c2, 2 * (c0 - c2), c0 - c1 + c2};
  }
}
