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
  private final int overlap;
  private float[] samples = new float[0];
  private int length;
  private int lastClipLength;

  /**
   * @param sampleRate of all clips, in Hz
   * @param seconds of the overlap, 0 for cuts
   * @throws IllegalArgumentException if {@code seconds} is negative or more than a minute
   */
  public CrossfadeBuffer(int sampleRate, double seconds) {
    if (!(seconds >= 0 && seconds <= 60)) {
      throw new IllegalArgumentException("overlap is %s s, expected 0 to 60".formatted(seconds));
    }
    this.sampleRate = sampleRate;
    this.overlap = (int) Math.round(seconds * sampleRate);
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
    float[] added = clip.samples();
    int shared = Math.min(overlap, Math.min(lastClipLength, added.length) / 2);
    int start = length - shared;
    reserve((long) start + added.length);
    for (int i = 0; i < shared; i++) {
      double angle = (i + 0.5) / shared * Math.PI / 2;
      samples[start + i] = (float) (samples[start + i] * Math.cos(angle) + added[i] * Math.sin(angle));
    }
    System.arraycopy(added, shared, samples, length, added.length - shared);
    length = start + added.length;
    lastClipLength = added.length;
  }

  /** What has been added so far, as a copy. */
  public AudioClip clip() {
    return new AudioClip(Arrays.copyOf(samples, length), sampleRate);
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
