package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A float32 tensor whose values are produced piece by piece, so that one of gigabytes needs no memory of that size.
 * Those from a {@link StateDict} end with it.
 */
public interface TensorSource extends ArchivedTensor {

  @Override
  default ArchivedType type() {
    return ArchivedType.FLOAT32;
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
