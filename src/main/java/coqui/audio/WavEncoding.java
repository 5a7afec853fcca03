package coqui.audio;

import java.nio.ByteBuffer;

/** How one sample lies in a WAV file: little-endian, integers signed but for the 8-bit ones, whose silence is 128. */
enum WavEncoding {
  PCM_8(1, 8) {
    @Override
    double next(ByteBuffer data) {
      return ((data.get() & 0xFF) - 128) / 128.0;
    }
  },
  PCM_16(1, 16) {
    @Override
    double next(ByteBuffer data) {
      return data.getShort() / 32_768.0;
    }
  },
  PCM_24(1, 24) {
    @Override
    double next(ByteBuffer data) {
      int low = data.getShort() & 0xFFFF;
      return (data.get() << 16 | low) / 8_388_608.0;
    }
  },
  PCM_32(1, 32) {
    @Override
    double next(ByteBuffer data) {
      return data.getInt() / 2_147_483_648.0;
    }
  },
  FLOAT_32(3, 32) {
    @Override
    double next(ByteBuffer data) {
      return data.getFloat();
    }
  },
  FLOAT_64(3, 64) {
    @Override
    double next(ByteBuffer data) {
      return data.getDouble();
    }
  };

  private final int tag;
  private final int bits;

  WavEncoding(int tag, int bits) {
    this.tag = tag;
    this.bits = bits;
  }

  /**
   * @param tag of the format chunk
   * @throws AudioFormatException if this program does not read that kind
   */
  static WavEncoding of(int tag, int bits) {
    for (WavEncoding encoding : values()) {
      if (encoding.tag == tag && encoding.bits == bits) {
        return encoding;
      }
    }
    throw new AudioFormatException(
        ("WAV file with format tag %d and %d bits a sample, expected 1 (PCM) with 8, 16, 24 or 32 bits"
            + " or 3 (floating point) with 32 or 64").formatted(tag, bits));
  }

  int bytes() {
    return bits / 8;
  }

  /** Reads one sample from where the buffer stands; full scale is 1. */
  abstract double next(ByteBuffer data);
}
