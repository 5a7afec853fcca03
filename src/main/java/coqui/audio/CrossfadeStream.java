package coqui.audio;

import java.util.Arrays;

/**
 * Joins clips that arrive piece by piece, each {@linkplain Crossfade cross-faded} with the end of the one before. What
 * comes out piece by piece is what {@link Crossfade#join} gives of the whole, however the clips are cut.
 *
 * <p>Of each clip as much is held back as the next may overlap. One thread at a time.
 */
public final class CrossfadeStream {

  private final int sampleRate;
  private final int overlap;
  private float[] tail = new float[0];   // end of the clips before, which the next one may overlap
  private float[] held = new float[0];   // of the present clip, and once it is faded in, the tail before it
  private int clipLength;                // of the present clip so far
  private boolean faded;                 // whether the beginning of the present clip has met the tail

  /**
   * @param sampleRate of all clips, in Hz
   * @param seconds of the overlap, 0 for cuts
   * @throws IllegalArgumentException if {@code seconds} is negative or more than a minute
   */
  public CrossfadeStream(int sampleRate, double seconds) {
    if (!(seconds >= 0 && seconds <= 60)) {
      throw new IllegalArgumentException("overlap is %s s, expected 0 to 60".formatted(seconds));
    }
    this.sampleRate = sampleRate;
    this.overlap = (int) Math.round(seconds * sampleRate);
  }

  /** The next samples of the present clip → those that are settled by now. */
  public float[] add(float[] samples) {
    held = Samples.joined(held, samples);
    clipLength += samples.length;
    if (!faded && clipLength >= 2 * overlap) {
      fade(tail.length);
    }
    return faded ? allBut(overlap) : new float[0];
  }

  /** The present clip is over; the next samples are of another one. */
  public float[] endClip() {
    if (!faded) {
      fade(Math.min(tail.length, clipLength / 2));
    }
    int keep = Math.min(overlap, clipLength / 2);
    float[] settled = allBut(keep);
    tail = held;
    held = new float[0];
    clipLength = 0;
    faded = false;
    return settled;
  }

  /**
   * The clips so far, which have ended, are followed by silence, into which the end of the last one fades, and out of
   * which the next one will. It lasts {@code seconds}, and at the very beginning or end the overlap longer; of 0
   * seconds, there is none.
   */
  public float[] silence(double seconds) {
    if (seconds == 0) {
      return new float[0];
    }
    float[] settled = add(new float[(int) Math.round(seconds * sampleRate) + tail.length + overlap]);
    return Samples.joined(settled, endClip());
  }

  /** No clip follows the last one. */
  public float[] finish() {
    return tail;
  }

  private void fade(int shared) {
    int before = tail.length - shared;
    float[] joined = Arrays.copyOf(tail, tail.length + held.length - shared);
    System.arraycopy(held, shared, joined, tail.length, held.length - shared);
    for (int i = 0; i < shared; i++) {
      double angle = (i + 0.5) / shared * Math.PI / 2;
      joined[before + i] = (float) (tail[before + i] * Math.cos(angle) + held[i] * Math.sin(angle));
    }
    held = joined;
    faded = true;
  }

  private float[] allBut(int keep) {
    float[] settled = Arrays.copyOf(held, held.length - keep);
    held = Arrays.copyOfRange(held, settled.length, held.length);
    return settled;
  }
}
