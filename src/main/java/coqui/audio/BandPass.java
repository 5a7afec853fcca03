package coqui.audio;

/** A band of half an octave: two equal resonators in a row. Holds the state of one pass over a sound. */
final class BandPass {

  private static final double QUALITY = 2.9; // each is 3 dB down where the neighbouring bands begin

  private final Biquad resonator;
  private double first1;
  private double first2;
  private double second1;
  private double second2;

  /**
   * @param centre in Hz, below half of {@code sampleRate}; there the gain is 1
   * @param sampleRate in Hz
   */
  BandPass(double centre, int sampleRate) {
    double angle = 2 * Math.PI * centre / sampleRate;
    double alpha = Math.sin(angle) / (2 * QUALITY);
    double gain = alpha / (1 + alpha);
    resonator = new Biquad(gain, 0, -gain, -2 * Math.cos(angle) / (1 + alpha), (1 - alpha) / (1 + alpha));
  }

  /** The next sample, in transposed direct form II. */
  double next(double sample) {
    double once = resonator.b0() * sample + first1;
    first1 = -resonator.a1() * once + first2;
    first2 = resonator.b2() * sample - resonator.a2() * once;

    double twice = resonator.b0() * once + second1;
    second1 = -resonator.a1() * twice + second2;
    second2 = resonator.b2() * once - resonator.a2() * twice;
    return twice;
  }
}
