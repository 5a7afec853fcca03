package coqui.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Pickles written opcode by opcode, malformed and hostile ones too. */
final class PickleBytes {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An empty pickle of protocol 2. */
  static PickleBytes protocol2() {
    return new PickleBytes().raw(0x80, 2);
  }

  /** Opcodes without arguments, or any bytes: {@code '('} or {@code 0x85}. */
  PickleBytes raw(int... bytes) {
    for (int b : bytes) {
      out.write(b);
    }
    return this;
  }

  PickleBytes repeat(int times, int... bytes) {
    for (int i = 0; i < times; i++) {
      raw(bytes);
    }
    return this;
  }

  PickleBytes int32(long value) {
    out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
    return this;
  }

  PickleBytes int64(long value) {
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  PickleBytes text(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** BINUNICODE. */
  PickleBytes string(String value) {
    return raw('X').int32(value.getBytes(StandardCharsets.UTF_8).length).text(value);
  }

  /** LONG1 of 8 bytes. */
  PickleBytes integer(long value) {
    return raw(0x8a, 8).int64(value);
  }

  PickleBytes global(String module, String name) {
    return raw('c').text(module + "\n" + name + "\n");
  }

  /** A tuple of whole numbers. */
  PickleBytes tuple(long... values) {
    raw('(');
    for (long value : values) {
      integer(value);
    }
    return raw('t');
  }

  /** {@code torch._utils._rebuild_tensor_v2} of a view of a storage. */
  PickleBytes tensor(String storageType, String key, long count, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").raw('(');
    raw('(').string("storage").global("torch", storageType).string(key).string("cpu").integer(count).raw('t', 'Q');
    integer(offset).tuple(shape).tuple(strides).raw(0x89);
    return global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
  }

  /** Ends the pickle. */
  ByteBuffer stop() {
    return ByteBuffer.wrap(raw('.').out.toByteArray());
  }

  /** The pickle without its end. */
  ByteBuffer cut() {
    return ByteBuffer.wrap(out.toByteArray());
  }
}
