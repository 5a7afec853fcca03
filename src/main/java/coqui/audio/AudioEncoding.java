package coqui.audio;

/**
 * How an answer carries its sound.
 *
 * @param tempo 1 as spoken, 2 twice as fast, 0.25 to 4; the pitch stays
 */
public record AudioEncoding(AudioFormat format, double tempo) {

  private static final double SLOWEST = 0.25;
  private static final double FASTEST = 4;

  /** A WAV file of what was spoken. */
  public static final AudioEncoding PLAIN = new AudioEncoding(AudioFormat.WAV, 1);

  public AudioEncoding {
    if (!(tempo >= SLOWEST && tempo <= FASTEST)) {
      throw new IllegalArgumentException("tempo %s, expected %s to %s".formatted(tempo, SLOWEST, FASTEST));
    }
  }

  /** Whether the samples go out as they are, so that no encoder is needed. */
  boolean isPlain() {
    return tempo == 1 && (format == AudioFormat.WAV || format == AudioFormat.PCM);
  }

  /**
   * The rate in the file for sound of this one.
   *
   * @param spoken in Hz
   */
  public int sampleRate(int spoken) {
    return format.sampleRate(spoken);
  }

  /** How long it sounds when {@code spoken} seconds are carried so. */
  public double seconds(double spoken) {
    return spoken / tempo;
  }
}
