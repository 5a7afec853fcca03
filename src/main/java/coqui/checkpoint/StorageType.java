package coqui.checkpoint;

import java.nio.ByteBuffer;

/** How the values of a storage are kept, and what each is as a float32. */
enum StorageType {
  FLOAT32("torch.FloatStorage", Float.BYTES) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  FLOAT16("torch.HalfStorage", Short.BYTES) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return half(bytes.getShort(at));
    }
  },
  BFLOAT16("torch.BFloat16Storage", Short.BYTES) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return Float.intBitsToFloat(bytes.getShort(at) << Short.SIZE);
    }
  },
  FLOAT64("torch.DoubleStorage", Double.BYTES) {
    @Override
    float get(ByteBuffer bytes, int at) {
      return (float) bytes.getDouble(at);
    }
  };

  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_LARGEST_EXPONENT = 31;
  private static final float HALF_SUBNORMAL_STEP = 0x1p-24f;

  private final String pickledName;
  private final int bytes;

  StorageType(String pickledName, int bytes) {
    this.pickledName = pickledName;
    this.bytes = bytes;
  }

  /** The value that begins at byte {@code at} of a little endian buffer. */
  abstract float get(ByteBuffer bytes, int at);

  int bytes() {
    return bytes;
  }

  /** The type of a storage class, or null for one whose values are no floating point numbers. */
  static StorageType of(String pickledName) {
    for (StorageType type : values()) {
      if (type.pickledName.equals(pickledName)) {
        return type;
      }
    }
    return null;
  }

  /** IEEE 754 binary16: one sign, five exponent and ten fraction bits. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> HALF_FRACTION_BITS & HALF_LARGEST_EXPONENT;
    int fraction = bits & (1 << HALF_FRACTION_BITS) - 1;
    if (exponent == 0) {
      float magnitude = fraction * HALF_SUBNORMAL_STEP;
      return sign == 0 ? magnitude : -magnitude;
    }
    int rebased = exponent == HALF_LARGEST_EXPONENT ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | rebased << 23 | fraction << 23 - HALF_FRACTION_BITS);
  }
}
