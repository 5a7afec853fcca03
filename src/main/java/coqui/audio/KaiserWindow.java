package coqui.audio;

/** The Kaiser window: nearly the least energy outside the main lobe that a window of its length can have. */
final class KaiserWindow {

  private final double beta;
  private final double middle;

  /** @param beta more is a wider transition and a deeper stop-band */
  KaiserWindow(double beta) {
    this.beta = beta;
    this.middle = bessel0(beta);
  }

  /** The window's value at a position from −1 to 1, its ends; 1 in the middle. */
  double at(double position) {
    return bessel0(beta * Math.sqrt(Math.max(0, 1 - position * position))) / middle;
  }

  /** The modified Bessel function of the first kind and order 0, by its power series; all terms are positive. */
  private static double bessel0(double x) {
    double quarterOfSquare = x * x / 4;
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-17; k++) {
      term *= quarterOfSquare / ((double) k * k);
      sum += term;
    }
    return sum;
  }
}
