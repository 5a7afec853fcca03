package coqui.checkpoint;

import java.nio.ByteBuffer;

/**
 * A tensor whose values are produced piece by piece, as they stand in a file.
 *
 * <p><b>Threads.</b> Instances may keep a place in the tensor and belong to one thread at a time. Reading from front
 * to back is what they are fast at.
 */
interface ArchivedTensor {

  /** The extents of the dimensions, outermost first; empty for a scalar. */
  long[] shape();

  /** How each value is kept. */
  ArchivedType type();

  /**
   * Fills all that remains of {@code target} with consecutive values in row-major order, little endian, and leaves its
   * position at its limit. Byte order and mark of {@code target} are not used.
   *
   * @param first index of the first value, counted over the whole tensor
   * @throws coqui.speech.ModelLoadException if the checkpoint cannot be read
   */
  void read(long first, ByteBuffer target);

  /** How many values there are. */
  default long count() {
    long count = 1;
    for (long extent : shape()) {
      count = Math.multiplyExact(count, extent);
    }
    return count;
  }
}
