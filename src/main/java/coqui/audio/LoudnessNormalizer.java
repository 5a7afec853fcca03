package coqui.audio;

import coqui.speech.AudioClip;

/**
 * Brings speech to a loudness. {@link #level} makes the chunks of a text equally loud before they are joined;
 * {@link #normalize} brings the whole to the target and holds its peaks, and comes last, after resampling, which
 * moves peaks.
 *
 * <p>Silence stays silence: a clip below −70 LUFS is not raised, and one with samples that are no numbers is
 * returned as it is. Gain is limited so that breath and noise are not blown up to speech:
 * {@value #MOST_LEVELLING_DB} dB for a chunk, {@value #MOST_GAIN_DB} dB for the whole.
 *
 * <p>60 s at 24 kHz take about 0.2 s.
 *
 * @param targetLufs integrated loudness of the result after ITU-R BS.1770-4, −40 to −5 LUFS
 * @param maximumTruePeakDbfs the highest true peak of the result, −20 to 0 dBFS
 */
public record LoudnessNormalizer(double targetLufs, double maximumTruePeakDbfs) {

  /** −18 LUFS with true peaks up to −1 dBFS. */
  public static final LoudnessNormalizer DEFAULT = new LoudnessNormalizer(-18, -1);

  private static final double MOST_LEVELLING_DB = 12;
  private static final double MOST_GAIN_DB = 30;
  private static final double MOST_LIMITING_DB = 12;
  private static final double METER_MARGIN_DB = 0.1; // true-peak meters with other filters read up to that much higher
  private static final double TOLERANCE_LU = 0.1;
  private static final double PRECISION_LU = 0.02;
  private static final int MOST_ATTEMPTS = 16;

  public LoudnessNormalizer {
    check("target loudness", "LUFS", targetLufs, -40, -5);
    check("maximum true peak", "dBFS", maximumTruePeakDbfs, -20, 0);
  }

  /**
   * A chunk at the target loudness, or as near as {@value #MOST_LEVELLING_DB} dB more take it; only its gain is
   * changed. Peaks may exceed full scale until {@link #normalize}.
   *
   * @throws IllegalArgumentException if the rate is below 4 kHz
   */
  public AudioClip level(AudioClip chunk) {
    double loudness = Loudness.integratedLufs(chunk);
    if (!Double.isFinite(loudness)) {
      return chunk;
    }
    double gain = amplitude(Math.min(targetLufs - loudness, MOST_LEVELLING_DB));
    return new AudioClip(scaled(chunk.samples(), gain), chunk.sampleRate());
  }

  /**
   * The clip at the target loudness, within 0.1 LU, with no true peak above the maximum. Peaks that would exceed it
   * are turned down by a look-ahead limiter (20 ms), by at most {@value #MOST_LIMITING_DB} dB; speech needs 0 to 6.
   * What has more than that between loudness and peaks, such as lone clicks, stays quieter than the target. A clip
   * that already fits is returned as it is.
   *
   * @throws IllegalArgumentException if the rate is below 4 kHz
   */
  public AudioClip normalize(AudioClip clip) {
    double loudness = Loudness.integratedLufs(clip);
    if (Double.isNaN(loudness)) {
      return clip;
    }
    boolean audible = loudness > Double.NEGATIVE_INFINITY;
    float[] peaks = TruePeak.envelope(clip.samples());
    double peak = decibels(TruePeak.highest(peaks));
    if (peak <= maximumTruePeakDbfs && (!audible || Math.abs(targetLufs - loudness) <= TOLERANCE_LU)) {
      return clip;
    }
    double ceiling = maximumTruePeakDbfs - METER_MARGIN_DB;
    PeakLimiter limiter = new PeakLimiter(clip.sampleRate(), amplitude(ceiling));
    if (!audible) {
      return new AudioClip(limiter.limit(clip.samples(), peaks, 1), clip.sampleRate());
    }
    double mostGain = Math.min(MOST_GAIN_DB, ceiling + MOST_LIMITING_DB - peak);
    return raised(clip, peaks, limiter, Math.min(targetLufs - loudness, mostGain), mostGain);
  }

  /** The same for a sound that arrives piece by piece, as well as that can be done. */
  public LoudnessStream stream(int sampleRate) {
    PeakLimiter limiter = new PeakLimiter(sampleRate, amplitude(maximumTruePeakDbfs - METER_MARGIN_DB));
    return new LoudnessStream(sampleRate, targetLufs, MOST_GAIN_DB, limiter);
  }

  /**
   * Limiting costs loudness, so the gain is raised by what is missing; each attempt misses less than the one
   * before.
   */
  private AudioClip raised(AudioClip clip, float[] peaks, PeakLimiter limiter, double firstGain, double mostGain) {
    double gain = firstGain;
    for (int attempt = 1; ; attempt++) {
      AudioClip limited =
          new AudioClip(limiter.limit(clip.samples(), peaks, amplitude(gain)), clip.sampleRate());
      double missing = targetLufs - Loudness.integratedLufs(limited);
      if (Math.abs(missing) < PRECISION_LU || missing > 0 && gain >= mostGain || attempt == MOST_ATTEMPTS) {
        return limited;
      }
      gain = Math.min(gain + missing, mostGain);
    }
  }

  private static float[] scaled(float[] samples, double gain) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      scaled[i] = (float) (samples[i] * gain);
    }
    return scaled;
  }

  private static double amplitude(double decibels) {
    return Math.pow(10, decibels / 20);
  }

  private static double decibels(double amplitude) {
    return 20 * Math.log10(amplitude);
  }

  private static void check(String name, String unit, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s %s, expected %s to %s".formatted(name, value, unit, least, most));
    }
  }
}
