package coqui.speech;

/**
 * Mono sound in memory. The samples are not copied: whoever hands a clip on no longer changes them.
 *
 * @param samples [S] amplitudes, full scale −1 to 1 (a value beyond that is legal until it is encoded)
 * @param sampleRate samples a second, in Hz
 */
public record AudioClip(float[] samples, int sampleRate) {

  public AudioClip {
    if (sampleRate <= 0) {
      throw new IllegalArgumentException("sample rate is " + sampleRate + " Hz, expected more than 0");
    }
  }

  /** How long the clip sounds. */
  public double seconds() {
    return (double) samples.length / sampleRate;
  }
}
