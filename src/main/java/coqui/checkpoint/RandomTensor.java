package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values drawn evenly around zero; the same seed gives the same tensor, from whatever place it is read. */
final class RandomTensor implements TensorSource {

  /** The half width of an even distribution whose standard deviation is 1. */
  private static final float HALF_WIDTH = (float) Math.sqrt(3);

  private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private final long seed;
  private final float width;
  private final long[] shape;

  RandomTensor(long seed, double deviation, long... shape) {
    this.seed = seed;
    this.width = (float) (deviation * HALF_WIDTH);
    this.shape = shape.clone();
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public void read(long first, ByteBuffer target) {
    ByteBuffer out = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    for (long index = first; out.hasRemaining(); index++) {
      out.putFloat((mix(seed + index * GOLDEN_GAMMA) >> 40) * 0x1p-23f * width);
    }
    target.position(target.limit());
  }

  /** The finishing step of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long state) {
    long z = (state ^ state >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
    return z ^ z >>> 31;
  }
}
