package coqui.audio;

/**
 * The ear's weighting of ITU-R BS.1770-4: a high shelf for the head, then a high-pass. Holds the state of one pass
 * over a sound; not for several threads.
 */
final class KWeighting {

  /** Below this rate, the shelf would lie too close to the Nyquist frequency. */
  static final int LEAST_RATE = 4000;

  private static final int STANDARD_RATE = 48_000;

  // ITU-R BS.1770-4, tables 1 and 2
  static final Biquad SHELF =
      new Biquad(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
  static final Biquad HIGH_PASS = new Biquad(1, -2, 1, -1.99004745483398, 0.99007225036621);

  private final Biquad shelf;
  private final Biquad highPass;
  private double shelf1;
  private double shelf2;
  private double highPass1;
  private double highPass2;

  /** @param sampleRate in Hz, at least {@link #LEAST_RATE} */
  KWeighting(int sampleRate) {
    if (sampleRate < LEAST_RATE) {
      throw new IllegalArgumentException(
          "loudness of a sound at %d Hz, expected at least %d".formatted(sampleRate, LEAST_RATE));
    }
    shelf = SHELF.atRate(STANDARD_RATE, sampleRate);
    highPass = HIGH_PASS.atRate(STANDARD_RATE, sampleRate);
  }

  /** The next sample, weighted. Both filters in transposed direct form II. */
  double next(double sample) {
    double shelved = shelf.b0() * sample + shelf1;
    shelf1 = shelf.b1() * sample - shelf.a1() * shelved + shelf2;
    shelf2 = shelf.b2() * sample - shelf.a2() * shelved;

    double weighted = highPass.b0() * shelved + highPass1;
    highPass1 = highPass.b1() * shelved - highPass.a1() * weighted + highPass2;
    highPass2 = highPass.b2() * shelved - highPass.a2() * weighted;
    return weighted;
  }
}
