package coqui.audio;

import coqui.speech.AudioClip;
import java.util.Arrays;

/**
 * What can be measured of a recording of speech without understanding it.
 *
 * @param speechSeconds from the first to the last frame that is not silent
 * @param levelDbfs what the loudest half second reaches throughout, in dB of full scale (1 throughout is 0 dB)
 * @param flattenedShare the part of the samples, 0 to 1, that lie within 2 % of the highest peak or of full scale,
 *     whichever is lower. Peaks of natural speech are sharp; clipping flattens them
 * @param movementDb the {@link SpectralMovement}
 */
record RecordingMeasurements(double speechSeconds, double levelDbfs, double flattenedShare, double movementDb) {

  // Quiet consonants lie up to 30 dB below loud vowels; a quiet room lies below -60 dBFS
  private static final double SILENCE_BELOW_LOUDEST_DB = 35;
  private static final double SILENCE_DBFS = -60;

  private static final double NEAR_PEAK = 0.98;

  static RecordingMeasurements of(AudioClip clip) {
    FramePowers frames = new FramePowers(clip.samples(), clip.sampleRate());
    double level = frames.loudestDbfs();
    double silence = Math.max(level - SILENCE_BELOW_LOUDEST_DB, SILENCE_DBFS);
    int[] sounding = frames.louderThan(silence);
    if (sounding.length == 0) {
      return new RecordingMeasurements(0, level, 0, 0);
    }
    float[] speech = Arrays.copyOfRange(clip.samples(),
        frames.start(sounding[0]), frames.end(sounding[sounding.length - 1]));
    return new RecordingMeasurements((double) speech.length / clip.sampleRate(), level,
        shareNearPeak(speech), SpectralMovement.of(speech, clip.sampleRate()));
  }

  private static double shareNearPeak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    double threshold = NEAR_PEAK * Math.min(peak, 1);
    int near = 0;
    for (float sample : samples) {
      if (Math.abs(sample) >= threshold) {
        near++;
      }
    }
    return (double) near / samples.length;
  }
}
