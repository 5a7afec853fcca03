package coqui.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** WAV files made byte by byte, right or wrong. */
final class WavBytes {

  private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

  /** "RIFF", the given size, "WAVE". */
  static WavBytes riff(int size) {
    return new WavBytes().ascii("RIFF").int32(size).ascii("WAVE");
  }

  static WavBytes riff() {
    return riff(0);
  }

  WavBytes format(int tag, int channels, int rate, int bits) {
    return ascii("fmt ").int32(16).formatBody(tag, channels, rate, bits);
  }

  WavBytes extensible(int tag, int channels, int rate, int bits, int validBits) {
    return ascii("fmt ").int32(40).formatBody(0xFFFE, channels, rate, bits)
        .int16(22).int16(validBits).int32(0).int16(tag)
        .raw(0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71);
  }

  WavBytes formatBody(int tag, int channels, int rate, int bits) {
    int frameBytes = channels * bits / 8;
    return int16(tag).int16(channels).int32(rate).int32(rate * frameBytes).int16(frameBytes).int16(bits);
  }

  /** A chunk with its padding byte. */
  WavBytes chunk(String id, int... body) {
    ascii(id).int32(body.length).raw(body);
    return body.length % 2 == 0 ? this : raw(0);
  }

  WavBytes ascii(String text) {
    bytes.put(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  WavBytes int32(int value) {
    bytes.putInt(value);
    return this;
  }

  WavBytes int16(int value) {
    bytes.putShort((short) value);
    return this;
  }

  WavBytes float32(float value) {
    bytes.putFloat(value);
    return this;
  }

  WavBytes float64(double value) {
    bytes.putDouble(value);
    return this;
  }

  WavBytes raw(int... values) {
    for (int value : values) {
      bytes.put((byte) value);
    }
    return this;
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
