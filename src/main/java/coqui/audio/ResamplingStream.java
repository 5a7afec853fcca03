package coqui.audio;

import java.util.Arrays;

/**
 * Changes the sample rate of a sound that arrives piece by piece. What comes out piece by piece is what
 * {@link Resampler#resample} gives of the whole, to the last bit, however it is cut. One thread at a time.
 */
public final class ResamplingStream {

  private final boolean sameRate;
  private final int step;
  private final int phases;
  private final PolyphaseKernel kernel;
  private float[] padded;     // input samples after reach - 1 zeros, without the first `dropped`
  private int dropped;
  private long inputs;
  private int outputs;

  /**
   * @param fromRate in Hz
   * @param toRate in Hz
   * @throws IllegalArgumentException if a rate is not positive, or one is 1,000 times the other or more
   */
  public ResamplingStream(int fromRate, int toRate, ResamplingFilter filter) {
    Resampler.checkRates(fromRate, toRate);
    int divisor = Resampler.divisor(fromRate, toRate);
    this.sameRate = fromRate == toRate;
    this.step = fromRate / divisor;
    this.phases = toRate / divisor;
    this.kernel = new PolyphaseKernel(filter, step, phases);
    this.padded = new float[kernel.reach() - 1];
  }

  /** The next samples → those of the result that they settle. */
  public float[] add(float[] samples) {
    if (sameRate) {
      return samples;
    }
    inputs += samples.length;
    padded = Samples.joined(padded, samples);
    // Output n hears padded samples from n · step / phases on
    long settled = Math.max(0, (long) dropped + padded.length - kernel.taps() + 1) * phases;
    return to((settled + step - 1) / step);
  }

  /** The rest, now that no samples follow. */
  public float[] finish() {
    if (sameRate || inputs == 0) {
      return new float[0];
    }
    padded = Arrays.copyOf(padded, padded.length + kernel.taps());
    return to((inputs * phases + step - 1) / step);
  }

  private float[] to(long end) {
    float[] resampled = new float[(int) Math.max(0, end - outputs)];
    for (int i = 0; i < resampled.length; i++) {
      resampled[i] = (float) kernel.apply(padded, dropped, outputs + i);
    }
    outputs += resampled.length;
    int unheard = (int) Math.min(padded.length, (long) outputs * step / phases - dropped);
    padded = Arrays.copyOfRange(padded, unheard, padded.length);
    dropped += unheard;
    return resampled;
  }
}
