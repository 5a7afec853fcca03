package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A tensor of the checkpoint in another type. It is converted while it is read, through little memory. */
final class ConvertedTensor implements ArchivedTensor {

  private static final int BUFFER_VALUES = 1 << 14;

  private final TensorSource source;
  private final ArchivedType type;
  private final Conversion conversion;

  /** What a value becomes before it is rounded. */
  @FunctionalInterface
  interface Conversion {

    /** @param index of the value, counted over the whole tensor */
    float convert(long index, float value);
  }

  ConvertedTensor(TensorSource source, ArchivedType type, Conversion conversion) {
    this.source = source;
    this.type = type;
    this.conversion = conversion;
  }

  /** The same numbers, rounded. */
  static ArchivedTensor rounded(TensorSource source, ArchivedType type) {
    return new ConvertedTensor(source, type, (index, value) -> value);
  }

  @Override
  public long[] shape() {
    return source.shape();
  }

  @Override
  public ArchivedType type() {
    return type;
  }

  @Override
  public void read(long first, ByteBuffer target) {
    ByteBuffer out = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    long count = out.remaining() / type.bytes();
    forEach(source, first, count, (index, value) -> type.put(out, conversion.convert(index, value)));
    target.position(target.limit());
  }

  /** Hears of values one after the other. */
  @FunctionalInterface
  interface Visitor {
    void visit(long index, float value);
  }

  /** Visits {@code count} values of a tensor, from the {@code first} on. */
  static void forEach(TensorSource source, long first, long count, Visitor visitor) {
    ByteBuffer in = ByteBuffer.allocate(BUFFER_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (long begin = first; begin < first + count; begin += BUFFER_VALUES) {
      int values = (int) Math.min(BUFFER_VALUES, first + count - begin);
      source.read(begin, in.clear().limit(values * Float.BYTES));
      for (int i = 0; i < values; i++) {
        visitor.visit(begin + i, in.getFloat(i * Float.BYTES));
      }
    }
  }
}
