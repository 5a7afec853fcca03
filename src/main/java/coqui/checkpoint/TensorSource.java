package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A float32 tensor whose values are produced piece by piece, so that one of gigabytes needs no memory of that size.
 *
 * <p><b>Threads.</b> Instances may keep a place in the tensor and belong to one thread at a time. Reading from front
 * to back is what they are fast at. Those from a {@link StateDict} end with it.
 */
public interface TensorSource {

  /** The extents of the dimensions, outermost first; empty for a scalar. */
  long[] shape();

  /**
   * Fills all that remains of {@code target} with consecutive values in row-major order, 4 bytes each, little endian,
   * and leaves its position at its limit. Byte order and mark of {@code target} are not used.
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

  /** All values, for tensors that fit in memory easily. */
  default float[] values() {
    float[] values = new float[Math.toIntExact(count())];
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
    read(0, bytes);
    bytes.flip().asFloatBuffer().get(values);
    return values;
  }

  /** A tensor of {@code values} in row-major order; the array is not copied. */
  static TensorSource of(float[] values, long... shape) {
    return new ArrayTensor(values, shape);
  }
}
