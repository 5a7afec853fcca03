package coqui.xtts;

import java.util.Locale;

/** Hears of what the engine does. Called on the device thread, which must not be kept waiting. */
@FunctionalInterface
public interface EngineListener {

  /** Hears nothing. */
  EngineListener NONE = (fault, outcome) -> {};

  /** What is done about a fault. */
  enum Outcome {

    /** The chunk is spoken once more, with another seed; one of the two below follows, unless it is given up. */
    RETRIED,

    /** The second take is without fault, and is the one that is heard. */
    RECOVERED,

    /**
     * The chunk is spoken with the fault, ended gently: the second take was no better, another seed would change
     * nothing, or somebody had heard of the first take.
     */
    ACCEPTED;

    /** As logs and metrics call it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A take has a fault.
   *
   * @param fault {@link Outcome#RECOVERED}: of the first take; else of the take that the outcome is about
   */
  void heard(Fault fault, Outcome outcome);

  /** So many chunks and voices are in progress side by side from now on, {@link EngineSettings#sequences} at most. */
  default void inProgress(int tasks) {}

  /** What precedes the codes of a sequence is read, and its first code drawn. */
  default void began() {}

  /** One step drew the next code of {@code sequences} sequences. */
  default void stepped(int sequences) {}
}
