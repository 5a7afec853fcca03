package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** A tensor that is already in memory. */
final class ArrayTensor implements TensorSource {

  private final float[] values;
  private final long[] shape;

  ArrayTensor(float[] values, long... shape) {
    this.values = values;
    this.shape = shape.clone();
    if (count() != values.length) {
      throw new IllegalArgumentException("%d values do not fill %s".formatted(values.length, Arrays.toString(shape)));
    }
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  /** Adds the values to a digest. */
  void identify(MessageDigest digest) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    read(0, bytes);
    digest.update(bytes.flip());
  }

  @Override
  public void read(long first, ByteBuffer target) {
    int count = target.remaining() / Float.BYTES;
    target.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values, Math.toIntExact(first), count);
    target.position(target.limit());
  }
}
