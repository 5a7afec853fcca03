package coqui.audio;

import coqui.speech.AudioClip;
import java.util.Arrays;

/**
 * A growing sound to which clips are added one by one, each {@linkplain Crossfade cross-faded} with the end of the
 * one before. All clips together cost time in proportion to their samples, and memory of at most twice their
 * samples.
 *
 * <p>One thread at a time, as an aggregation has it.
 */
public final class CrossfadeBuffer {

  private final int sampleRate;
  private final CrossfadeStream stream;
  private float[] samples = new float[0];
  private int length;

  /**
   * @param sampleRate of all clips, in Hz
   * @param seconds of the overlap, 0 for cuts
   * @throws IllegalArgumentException if {@code seconds} is negative or more than a minute
   */
  public CrossfadeBuffer(int sampleRate, double seconds) {
    this.sampleRate = sampleRate;
    this.stream = new CrossfadeStream(sampleRate, seconds);
  }

  /**
   * Adds a clip at the end. The clip is copied.
   *
   * @throws IllegalArgumentException if the clip has another rate, or if there would be more samples than fit an array
   */
  public void add(AudioClip clip) {
    if (clip.sampleRate() != sampleRate) {
      throw new IllegalArgumentException(
          "a clip of %d Hz cannot be joined to one of %d Hz".formatted(clip.sampleRate(), sampleRate));
    }
    append(stream.add(clip.samples()));
    append(stream.endClip());
  }

  /** Adds silence at the end, as {@link CrossfadeStream#silence}; of 0 seconds, none. */
  public void addSilence(double seconds) {
    append(stream.silence(seconds));
  }

  /** What has been added so far, as a copy. */
  public AudioClip clip() {
    float[] tail = stream.finish();
    float[] all = Arrays.copyOf(samples, Math.addExact(length, tail.length));
    System.arraycopy(tail, 0, all, length, tail.length);
    return new AudioClip(all, sampleRate);
  }

  private void append(float[] settled) {
    reserve((long) length + settled.length);
    System.arraycopy(settled, 0, samples, length, settled.length);
    length += settled.length;
  }

  private void reserve(long needed) {
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("%d samples are more than an array can hold".formatted(needed));
    }
    if (needed > samples.length) {
      long doubled = Math.min(2L * samples.length, Integer.MAX_VALUE - 8);
      samples = Arrays.copyOf(samples, (int) Math.max(needed, doubled));
    }
  }
}
