package coqui.speech;

/**
 * Hears a chunk while it is being spoken. Called on the engine's thread, which must not be kept waiting; what it throws
 * is the end of the chunk.
 */
@FunctionalInterface
public interface SoundListener {

  /**
   * The next samples are there, in order.
   *
   * @param samples at the model's own rate; not to be changed
   */
  void heard(float[] samples);

  /** That was all of it: so many codes of the model were heard. */
  default void ended(int codes) {}
}
