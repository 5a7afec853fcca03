package coqui.checkpoint;

import java.nio.ByteBuffer;

/** How an archive keeps the values of a tensor. */
enum ArchivedType {
  FLOAT32("FloatStorage", Float.BYTES) {
    @Override
    void put(ByteBuffer target, float value) {
      target.putFloat(value);
    }
  },
  FLOAT16("HalfStorage", Short.BYTES) {
    @Override
    void put(ByteBuffer target, float value) {
      target.putShort(half(value));
    }
  },
  BFLOAT16("BFloat16Storage", Short.BYTES) {
    @Override
    void put(ByteBuffer target, float value) {
      int bits = Float.floatToIntBits(value);
      // Half of what is cut off, and one more where that makes the last bit that stays even; 0x7fc00000 has no carry.
      target.putShort((short) (bits + 0x7fff + (bits >>> Short.SIZE & 1) >>> Short.SIZE));
    }
  },

  /** Whole numbers from −128 to 127; what is no number is 0. */
  INT8("CharStorage", Byte.BYTES) {
    @Override
    void put(ByteBuffer target, float value) {
      target.put((byte) Math.rint(value));
    }
  };

  private static final float LEAST_INFINITE_HALF = 65_520;
  private static final float LEAST_NORMAL_HALF = 0x1p-14f;
  private static final int BITS_CUT_OFF = 13;
  private static final int EXPONENT_SHIFT = 127 - 15 << 23;

  private final String storageClass;
  private final int bytes;

  ArchivedType(String storageClass, int bytes) {
    this.storageClass = storageClass;
    this.bytes = bytes;
  }

  /** The class of such storages in Python's module {@code torch}. */
  String storageClass() {
    return storageClass;
  }

  /** Of one value. */
  int bytes() {
    return bytes;
  }

  /** Appends a value, rounded to the nearest that the type has. */
  abstract void put(ByteBuffer target, float value);

  /** IEEE 754 binary16, rounded half to even. */
  private static short half(float value) {
    int sign = Float.floatToRawIntBits(value) >>> Short.SIZE & 0x8000;
    float magnitude = Math.abs(value);
    int bits = Float.floatToRawIntBits(magnitude);
    int half;
    if (Float.isNaN(value)) {
      half = 0x7e00;
    } else if (magnitude >= LEAST_INFINITE_HALF) {
      half = 0x7c00;
    } else if (magnitude < LEAST_NORMAL_HALF) {
      half = (int) Math.rint(magnitude * 0x1p24f);
    } else {
      half = bits - EXPONENT_SHIFT + (1 << BITS_CUT_OFF - 1) - 1 + (bits >>> BITS_CUT_OFF & 1) >>> BITS_CUT_OFF;
    }
    return (short) (sign | half);
  }
}
