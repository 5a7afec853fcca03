package coqui.xtts;

import coqui.checkpoint.Precision;

/**
 * How far speech in some precisions is from that in float32, where both read the same codes.
 *
 * @param precision of the GPT's products
 * @param vocoderPrecision of the vocoder's convolutions
 * @param codes how many were read
 * @param meanDivergence Kullback–Leibler divergence of what is said about a code from what float32 says, in nats
 * @param divergence99 99 of 100 codes have less
 * @param greatestDivergence no code has more
 * @param agreement share of codes about which both find the same one likeliest
 * @param latentDecibels signal to noise of the latents; infinite where they are the same
 * @param waveformDecibels the same of the sound that the vocoder makes of them
 */
public record PrecisionQuality(
    Precision precision,
    Precision vocoderPrecision,
    int codes,
    double meanDivergence,
    double divergence99,
    double greatestDivergence,
    double agreement,
    double latentDecibels,
    double waveformDecibels) {

  /** Above this, draws of codes would differ from those in float32 by more than chance does anyway. */
  static final double MOST_MEAN_DIVERGENCE = 0.01;

  /** Below this, the noise that is added to the voice can be heard beside it. */
  static final double LEAST_WAVEFORM_DECIBELS = 20;

  /** Whether {@code auto} may choose these precisions for such a checkpoint. Not for random weights: theirs is noise. */
  public boolean passes() {
    return meanDivergence <= MOST_MEAN_DIVERGENCE && waveformDecibels >= LEAST_WAVEFORM_DECIBELS;
  }
}
