package coqui.audio;

import coqui.speech.EncodingException;

/**
 * Sound that is encoded while it is made: samples in, the bytes of one file out, to a {@link Sink}.
 *
 * <p><b>Threads.</b> One owner, which may be interrupted while it waits.
 * <p><b>Full.</b> While the sink does not take what it is given, {@link #add} waits, and no more than a few hundred
 * kilobytes are kept.
 * <p><b>Ends.</b> {@link #finish} when all samples were added; {@link #close} in any case, at any time: it ends the
 * encoder and returns when the sink will not be called any more.
 */
public interface EncodingStream extends AutoCloseable {

  /** Where the bytes go. Called by one thread at a time, which is not always the owner's. */
  @FunctionalInterface
  interface Sink {

    /**
     * Takes the next bytes, and waits until there is room for more; interrupted when the stream is closed.
     *
     * @param bytes at least one, for the sink to keep
     */
    void write(byte[] bytes) throws InterruptedException;
  }

  /**
   * Encodes further samples. What can be sent of them goes to the sink soon, without waiting for others.
   *
   * @throws EncodingException if they cannot be encoded
   * @throws RuntimeException what the sink threw
   */
  void add(float[] samples) throws InterruptedException;

  /** Returns when the sink has everything. Throws what {@link #add} does. */
  void finish() throws InterruptedException;

  @Override
  void close();
}
