package coqui.audio;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The {@code fmt } chunk: format tag (2 bytes), channels (2), rate (4), bytes a second (4), bytes a frame (2), bits
 * a sample (2). With tag 0xFFFE also: size of the rest (2), valid bits (2), speaker mask (4), GUID (16), whose
 * first two bytes are the real tag. Valid bits lie at the top of the sample, so they change nothing.
 *
 * @param channels 1 to 65,535
 * @param sampleRate in Hz
 */
record WavFormat(WavEncoding encoding, int channels, int sampleRate) {

  private static final int LEAST_RATE = 1_000;
  private static final int MOST_RATE = 768_000;
  private static final int PLAIN_BYTES = 16;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final int EXTENSIBLE_BYTES = 40;
  private static final int GUID_AT = 24;
  private static final byte[] GUID_TAIL =
      {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};

  /** All channels' samples of one instant. */
  int frameBytes() {
    return channels * encoding.bytes();
  }

  /**
   * @param chunk the body, little-endian
   * @throws AudioFormatException if the body is too short, contradicts itself, or tells of another kind of sound
   */
  static WavFormat read(ByteBuffer chunk) {
    requireBytes(chunk, PLAIN_BYTES);
    int tag = Short.toUnsignedInt(chunk.getShort(0));
    int channels = Short.toUnsignedInt(chunk.getShort(2));
    long sampleRate = Integer.toUnsignedLong(chunk.getInt(4));
    int frameBytes = Short.toUnsignedInt(chunk.getShort(12));
    int bits = Short.toUnsignedInt(chunk.getShort(14));

    WavEncoding encoding = WavEncoding.of(tag == EXTENSIBLE ? extendedTag(chunk) : tag, bits);
    if (sampleRate < LEAST_RATE || sampleRate > MOST_RATE) {
      throw new AudioFormatException(
          "WAV file with %d Hz, expected %d to %d".formatted(sampleRate, LEAST_RATE, MOST_RATE));
    }
    if (channels == 0 || frameBytes != channels * encoding.bytes()) {
      throw new AudioFormatException("WAV file with %d channels of %d bytes in a frame of %d bytes"
          .formatted(channels, encoding.bytes(), frameBytes));
    }
    return new WavFormat(encoding, channels, (int) sampleRate);
  }

  private static int extendedTag(ByteBuffer chunk) {
    requireBytes(chunk, EXTENSIBLE_BYTES);
    byte[] tail = new byte[GUID_TAIL.length];
    chunk.get(GUID_AT + Short.BYTES, tail);
    if (!Arrays.equals(tail, GUID_TAIL)) {
      throw new AudioFormatException("WAV file with an extensible format of an unknown kind");
    }
    return Short.toUnsignedInt(chunk.getShort(GUID_AT));
  }

  private static void requireBytes(ByteBuffer chunk, int expected) {
    if (chunk.limit() < expected) {
      throw new AudioFormatException(
          "WAV file with a 'fmt ' chunk of %d bytes, expected at least %d".formatted(chunk.limit(), expected));
    }
  }
}
