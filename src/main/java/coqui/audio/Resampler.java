package coqui.audio;

import java.math.BigInteger;

/**
 * Changes the sample rate of a sound by band-limited interpolation (windowed sinc, polyphase).
 *
 * <p>Cost: output samples × 2 × zero crossings ÷ the smaller of 1 and the ratio; 60 s of 24 kHz to 22.05 kHz take
 * about 0.1 s with {@link ResamplingFilter#OUTPUT}, to a coprime rate 0.5 s. Memory: the padded input, the output
 * and at most 8 MB of filter taps, whatever the rates.
 */
public final class Resampler {

  private static final int MOST_RATIO = 1000;

  private Resampler() {}

  /**
   * The same sound at another rate. Outside its samples the sound is taken to be silent. The first sample of the
   * result lies at the time of the first one given.
   *
   * <p>With {@link ResamplingFilter#CONDITIONING} the result is that of torchaudio's {@code resample} (2.7.1)
   * within −120 dB.
   *
   * @param samples [S] at {@code fromRate}; left alone, and returned as it is if the rates are equal
   * @param fromRate in Hz
   * @param toRate in Hz
   * @return [⌈S · toRate / fromRate⌉] at {@code toRate}
   * @throws IllegalArgumentException if a rate is not positive, one is more than 1,000 times the other, or the
   *     result would not fit an array
   */
  public static float[] resample(float[] samples, int fromRate, int toRate, ResamplingFilter filter) {
    checkRates(fromRate, toRate);
    if (fromRate == toRate || samples.length == 0) {
      return samples;
    }
    int divisor = divisor(fromRate, toRate);
    int step = fromRate / divisor;
    int phases = toRate / divisor;
    int outputs = resampledLength(samples.length, step, phases);
    PolyphaseKernel kernel = new PolyphaseKernel(filter, step, phases);
    float[] padded = new float[Math.addExact(samples.length, kernel.taps())];
    System.arraycopy(samples, 0, padded, kernel.reach() - 1, samples.length);

    float[] resampled = new float[outputs];
    for (int n = 0; n < outputs; n++) {
      resampled[n] = (float) kernel.apply(padded, 0, n);
    }
    return resampled;
  }

  private static int resampledLength(int length, int step, int phases) {
    long outputs = ((long) length * phases + step - 1) / step;
    if (outputs > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("%d samples become %d at %d/%d of the rate, more than an array can hold"
          .formatted(length, outputs, phases, step));
    }
    return (int) outputs;
  }

  /** The greatest that both rates have in common. */
  static int divisor(int fromRate, int toRate) {
    return BigInteger.valueOf(fromRate).gcd(BigInteger.valueOf(toRate)).intValueExact();
  }

  static void checkRates(int fromRate, int toRate) {
    if (fromRate <= 0 || toRate <= 0) {
      throw new IllegalArgumentException(
          "cannot resample from %d to %d Hz, expected positive rates".formatted(fromRate, toRate));
    }
    if (Math.max(fromRate, toRate) / Math.min(fromRate, toRate) >= MOST_RATIO) {
      throw new IllegalArgumentException(
          "cannot resample from %d to %d Hz, rates %d times apart or more".formatted(fromRate, toRate, MOST_RATIO));
    }
  }
}
