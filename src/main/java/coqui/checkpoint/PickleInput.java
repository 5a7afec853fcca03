package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of a pickle: numbers and strings as its opcodes carry them, every length checked against what is left. */
final class PickleInput {

  private final Path file;
  private final ByteBuffer bytes;
  private int opcodeAt;

  PickleInput(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next opcode; errors name its position from here on. */
  int opcode() {
    opcodeAt = bytes.position();
    return uint8();
  }

  int uint8() {
    need(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  int uint16() {
    need(2);
    return Short.toUnsignedInt(bytes.getShort());
  }

  int int32() {
    need(4);
    return bytes.getInt();
  }

  long uint32() {
    return Integer.toUnsignedLong(int32());
  }

  long int64() {
    need(8);
    return bytes.getLong();
  }

  /** BINFLOAT alone is big endian. */
  double float64() {
    return Double.longBitsToDouble(Long.reverseBytes(int64()));
  }

  byte[] bytes(long count) {
    need(count);
    byte[] copy = new byte[(int) count];
    bytes.get(copy);
    return copy;
  }

  void skip(long count) {
    need(count);
    bytes.position(bytes.position() + (int) count);
  }

  String utf8(long count) {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  /** A line of text without its end, as GLOBAL carries its two names. */
  String line() {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && bytes.get(end) != '\n') {
      end++;
    }
    String line = utf8(end - start);
    skip(1);
    return line;
  }

  /** LONG1 and LONG4: little endian two's complement; null for one beyond 64 bits, which no checkpoint needs. */
  Long integer(long count) {
    if (count > Long.BYTES) {
      skip(count);
      return null;
    }
    byte[] digits = bytes(count);
    long value = count > 0 && digits[(int) count - 1] < 0 ? -1 : 0;
    for (int i = (int) count - 1; i >= 0; i--) {
      value = value << Byte.SIZE | Byte.toUnsignedLong(digits[i]);
    }
    return value;
  }

  ModelLoadException corrupt(String problem) {
    return new ModelLoadException(file, "data.pkl, byte %,d: %s".formatted(opcodeAt, problem));
  }

  private void need(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw corrupt("%,d more bytes are announced, %,d are left".formatted(count, bytes.remaining()));
    }
  }
}
