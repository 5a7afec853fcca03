package coqui.audio;

/**
 * The low-pass filter of a {@link Resampler}: a sinc whose zero crossings lie {@code 1 / rollOff} samples of the
 * lower rate apart, under a window that ends it after {@code zeroCrossings} of them on either side.
 */
public enum ResamplingFilter {

  /**
   * For audio that the model hears, so that it hears what it was trained on: the default filter of torchaudio's
   * {@code resample}, "sinc_interp_hann" with a low-pass width of 6 and a roll-off of 0.99. Short and therefore
   * leaky: a tone in the 6 % above the lower Nyquist frequency is hardly damped.
   *
   * <p>torchaudio places its taps in float32, which moves them by up to 1e-5 zero crossings at 160 : 147 and by
   * more at less simple rates, 105 dB from ideal. The quiet bands of a log mel spectrogram feel that, so it is done
   * here too.
   */
  CONDITIONING(6, 0.99) {
    @Override
    double window(double position) {
      double cosine = Math.cos(position * Math.PI / 2);
      return cosine * cosine;
    }

    @Override
    double distance(int input, int output, int step, int phases) {
      float time = -(float) output / phases + (float) input / step;
      return time * (float) (Math.min(step, phases) * rollOff());
    }
  },

  /**
   * For audio that people hear: 64 zero crossings under a Kaiser window. In parts of the lower of the two Nyquist
   * frequencies, the pass-band ends at 0.90 (what is below comes through with at least 95 dB to noise, so flat
   * within 0.0002 dB) and the stop-band begins at 1 (what is above is damped by at least 95 dB).
   * {@code ResamplerTest} measures both.
   */
  OUTPUT(64, 0.95) {
    @Override
    double window(double position) {
      return KAISER.at(position);
    }

    @Override
    double distance(int input, int output, int step, int phases) {
      return (input - (double) output * step / phases) * Math.min(1, (double) phases / step) * rollOff();
    }
  };

  // Kaiser's design formula, beta = 0.1102 (A - 8.7), for A = 98 dB in the stop-band
  private static final KaiserWindow KAISER = new KaiserWindow(9.84);

  private final int zeroCrossings;
  private final double rollOff;

  ResamplingFilter(int zeroCrossings, double rollOff) {
    this.zeroCrossings = zeroCrossings;
    this.rollOff = rollOff;
  }

  /** Zero crossings of the sinc on each side of its middle. */
  int zeroCrossings() {
    return zeroCrossings;
  }

  /** The cut-off frequency as part of the lower of the two Nyquist frequencies. */
  double rollOff() {
    return rollOff;
  }

  /** The window's value at a position from −1 to 1, the ends of the filter. */
  abstract double window(double position);

  /**
   * From an output sample to an input sample, in zero crossings of this filter, as precisely as this filter places
   * them.
   *
   * @param input index of the input sample; {@code step} of them take as long as {@code phases} output samples
   * @param output index of the output sample, counted from the same time
   */
  abstract double distance(int input, int output, int step, int phases);
}
