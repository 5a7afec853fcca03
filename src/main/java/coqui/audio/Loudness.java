package coqui.audio;

import coqui.speech.AudioClip;

/**
 * How loud a mono sound is, after ITU-R BS.1770-4. A 1 kHz sine with peaks at −23 dBFS has −26 LUFS (EBU Tech 3341
 * has −23 for the same in both channels of a stereo sound).
 */
public final class Loudness {

  private Loudness() {}

  /**
   * Integrated loudness: K-weighted mean square over blocks of 400 ms that overlap by 75 %, without those below −70
   * LUFS and then without those 10 LU below the mean of the rest. What is left over after the last whole block does
   * not count.
   *
   * <p>The standard leaves out clips of less than 400 ms; here such a clip is one block, as long as it is.
   *
   * @return in LUFS; negative infinity for silence, an empty clip and anything below −70 LUFS; not-a-number if a
   *     sample is not finite
   * @throws IllegalArgumentException if the rate is below 4 kHz
   */
  public static double integratedLufs(AudioClip clip) {
    LoudnessMeter meter = new LoudnessMeter(clip.sampleRate());
    meter.add(clip.samples());
    return meter.integratedLufs();
  }

  /**
   * The highest amplitude of the sound, at or between its samples, by eightfold oversampling (the standard asks for
   * four at 48 kHz). A sine in the lower half of the band is read within 0.05 dB, up to 5/6 of it within 0.13 dB.
   *
   * @return in dBFS; negative infinity for silence
   */
  public static double truePeakDbfs(AudioClip clip) {
    return 20 * Math.log10(TruePeak.of(clip.samples()));
  }
}
