package coqui.xtts;

import java.util.Optional;

/**
 * Work on the device that is done in turns, so that other work gets its own between them. Device thread only.
 *
 * @param <T> what comes of it
 */
interface Task<T> {

  /** Does a little of the work, a second of it at most on the machines that we know. The result, after the last one. */
  Optional<T> turn();

  /** Whether it takes part in the next step that it shares with others. */
  default boolean waitsForStep() {
    return false;
  }

  /** Whether it has a turn to take. One that takes part in the step may have, too. */
  default boolean hasTurn() {
    return !waitsForStep();
  }

  /** Whether somebody listens to what its turns give, so that they should come soon. */
  default boolean isLive() {
    return false;
  }

  /** Frees what it holds, when it is done or given up. */
  default void close() {}
}
