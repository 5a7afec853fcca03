package coqui.xtts;

import java.util.Locale;

/**
 * A known way of XTTS to fail at a chunk, from the least to the worst for who listens; {@link CodeGuard} tells how each
 * is noticed.
 */
public enum Fault {

  /** The stop code came while the voice was still loud: the last sound is cut off. */
  CLIPPED,

  /** The same stretch of sound again and again, or a sound, mostly silence, that does not end. */
  LOOP,

  /** More codes than the text can need: something else is spoken after it, or instead of it. */
  RUNAWAY,

  /** As many codes as the model can speak at all, and no stop code. */
  CAP,

  /** A stop code after fewer codes than the text can be spoken in. */
  INSTANT_STOP;

  /** As logs and metrics call it: {@code instant_stop}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
