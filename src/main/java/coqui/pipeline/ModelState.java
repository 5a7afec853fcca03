package coqui.pipeline;

import java.util.Optional;

/**
 * Whether there is a model to speak with, for those who only look.
 *
 * @param problem why the last attempt to load it failed, naming the file; while loading, of the attempt before this
 *     one; or why a model that was loaded has stopped working
 */
public record ModelState(Phase phase, Optional<String> problem) {

  /** What requests for speech meet. */
  public enum Phase {

    /** 503 until it is there. */
    LOADING,

    /** Speech. */
    READY,

    /** 500, in all likelihood until the program is started again. */
    FAILED
  }
}
