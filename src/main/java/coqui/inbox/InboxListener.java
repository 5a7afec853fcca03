package coqui.inbox;

import java.util.Locale;

/**
 * Hears what becomes of the files of the inbox. Called on any thread, also on several at once; none must be kept
 * waiting.
 */
public interface InboxListener {

  /** What became of a file that was taken. */
  enum Outcome {

    /** It was spoken. */
    DONE,

    /** It cannot be spoken, and was moved aside. */
    FAILED,

    /** It could not be spoken now; it stays where it is, and is taken again. */
    WAITING;

    /** As metrics call it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A file is in work from now on; {@link #left} follows. */
  void taken();

  /** It no longer is. */
  void left(Outcome outcome);
}
