package coqui.audio;

import java.util.Arrays;

/**
 * Brings a sound that arrives piece by piece near a loudness, with no true peak above a maximum: what comes later is
 * not known yet, so the gain follows the loudness of what has come so far.
 *
 * <p>The first piece that is audible decides the first gain; from then on it moves by at most
 * {@value #MOST_DB_A_SECOND} dB a second. Peaks are held down by a look-ahead limiter, for which 41 ms are held back.
 * One thread at a time.
 */
public final class LoudnessStream {

  private static final double MOST_DB_A_SECOND = 3;

  private final int sampleRate;
  private final double targetLufs;
  private final double mostGain;
  private final PeakLimiter limiter;
  private final LoudnessMeter meter;
  private final int context;
  private double gain;                       // in dB, at the end of what has come so far
  private boolean audible;                   // whether anything was, so far
  private float[] raised = new float[0];     // context that was given, then what is held back; before limiting
  private int given;                         // how much of `raised`

  LoudnessStream(int sampleRate, double targetLufs, double mostGain, PeakLimiter limiter) {
    this.sampleRate = sampleRate;
    this.targetLufs = targetLufs;
    this.mostGain = mostGain;
    this.limiter = limiter;
    this.meter = new LoudnessMeter(sampleRate);
    this.context = limiter.dependence() + TruePeak.REACH + 1;
  }

  /** The next samples → those of the result that are settled by now. */
  public float[] add(float[] samples) {
    if (samples.length == 0) {
      return samples;
    }
    meter.add(samples);
    double before = gain;
    double loudness = meter.integratedLufs();
    if (Double.isFinite(loudness)) {
      double wanted = Math.min(targetLufs - loudness, mostGain);
      double step = MOST_DB_A_SECOND * samples.length / sampleRate;
      gain = audible ? Math.max(before - step, Math.min(before + step, wanted)) : wanted;
      before = audible ? before : gain;
      audible = true;
    }
    raised = Samples.joined(raised, scaled(samples, before, gain));
    return limited(raised.length - context);
  }

  /** The rest, now that no samples follow. */
  public float[] finish() {
    return limited(raised.length);
  }

  private float[] limited(int end) {
    if (end <= given) {
      return new float[0];
    }
    float[] limited = Arrays.copyOfRange(limiter.limit(raised, TruePeak.envelope(raised), 1), given, end);
    int unheard = Math.max(0, end - context);
    raised = Arrays.copyOfRange(raised, unheard, raised.length);
    given = end - unheard;
    return limited;
  }

  private static float[] scaled(float[] samples, double fromDecibels, double toDecibels) {
    float[] scaled = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      double decibels = fromDecibels + (toDecibels - fromDecibels) * i / samples.length;
      scaled[i] = (float) (samples[i] * Math.pow(10, decibels / 20));
    }
    return scaled;
  }
}
