package coqui.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes pickle protocol 2, opcode by opcode, without a memo: what {@code torch.load} and {@code torch.jit.load} read.
 * Each method leaves one value more on the reader's stack unless it says otherwise.
 */
final class PickleWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  PickleWriter() {
    out.write(0x80);
    out.write(2);
  }

  PickleWriter string(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    write(little(Integer.BYTES).putInt(bytes.length));
    out.writeBytes(bytes);
    return this;
  }

  PickleWriter integer(long value) {
    if (value == (int) value) {
      out.write('J');
      write(little(Integer.BYTES).putInt((int) value));
    } else {
      out.write(0x8a);
      out.write(Long.BYTES);
      write(little(Long.BYTES).putLong(value));
    }
    return this;
  }

  PickleWriter real(double value) {
    out.write('G');
    write(ByteBuffer.allocate(Double.BYTES).putDouble(value)); // this one number is big endian
    return this;
  }

  PickleWriter bool(boolean value) {
    out.write(value ? 0x88 : 0x89);
    return this;
  }

  PickleWriter global(String module, String name) {
    out.write('c');
    out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleWriter emptyDict() {
    out.write('}');
    return this;
  }

  PickleWriter emptyList() {
    out.write(']');
    return this;
  }

  PickleWriter emptyTuple() {
    out.write(')');
    return this;
  }

  /** Opens what {@link #tuple}, {@link #setItems} or {@link #appends} close. */
  PickleWriter mark() {
    out.write('(');
    return this;
  }

  /** A tuple of all values since the mark. */
  PickleWriter tuple() {
    out.write('t');
    return this;
  }

  /** Puts the keys and values since the mark into the dictionary below it, which stays. */
  PickleWriter setItems() {
    out.write('u');
    return this;
  }

  /** Appends the values since the mark to the list below it, which stays. */
  PickleWriter appends() {
    out.write('e');
    return this;
  }

  /** Calls the function below the tuple of arguments on top; the result takes the place of both. */
  PickleWriter reduce() {
    out.write('R');
    return this;
  }

  /** Makes an object of the class below the tuple of arguments on top, which it takes the place of. */
  PickleWriter newObject() {
    out.write(0x81);
    return this;
  }

  /** Gives the object below the state on top, which is taken away. */
  PickleWriter build() {
    out.write('b');
    return this;
  }

  /**
   * A contiguous tensor that has storage {@code key} for itself.
   *
   * @param storageClass of module {@code torch}: {@code FloatStorage}
   */
  PickleWriter tensor(String storageClass, String key, long... shape) {
    long count = 1;
    for (long extent : shape) {
      count *= extent;
    }
    global("torch._utils", "_rebuild_tensor_v2").mark();
    mark().string("storage").global("torch", storageClass).string(key).string("cpu").integer(count).tuple();
    out.write('Q');
    integer(0);
    longs(shape);
    longs(rowMajorStrides(shape));
    bool(false);
    return global("collections", "OrderedDict").emptyTuple().reduce().tuple().reduce();
  }

  /** A tuple of whole numbers. */
  PickleWriter longs(long... values) {
    mark();
    for (long value : values) {
      integer(value);
    }
    return tuple();
  }

  /** The pickle; the value on top of the stack is what it holds. */
  byte[] stop() {
    out.write('.');
    return out.toByteArray();
  }

  private static long[] rowMajorStrides(long... shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= shape[d];
    }
    return strides;
  }

  private void write(ByteBuffer number) {
    out.writeBytes(number.array());
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
