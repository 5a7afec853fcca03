package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link StorageType} reads what is written here, independently of it. */
class ArchivedTypeTest {

  private static ByteBuffer written(ArchivedType type, float value) {
    ByteBuffer bytes = ByteBuffer.allocate(type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    type.put(bytes, value);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({
      "0, 0000", "-0.0, 8000", "1, 3c00", "-2, c000", "65504, 7bff", "65519.996, 7bff", "65520, 7c00", "-1e9, fc00",
      "Infinity, 7c00", "NaN, 7e00",
      "0.000061035156, 0400", "0.00006097555, 03ff", "5.9604645e-8, 0001", "2.9802322e-8, 0000", "2.9802326e-8, 0001",
      "1.00048828125, 3c00", "1.00146484375, 3c02", "2047.5, 6800"})
  void put_float16_isTheNearestEvenOnATie(float value, String bits) {
    assertThat(written(ArchivedType.FLOAT16, value).getShort(0)).isEqualTo((short) Integer.parseInt(bits, 16));
  }

  @ParameterizedTest
  @CsvSource({
      "0, 0000", "-0.0, 8000", "1, 3f80", "1.00390625, 3f80", "1.01171875, 3f82", "1.004, 3f81", "3.4e38, 7f80",
      "Infinity, 7f80", "-Infinity, ff80", "NaN, 7fc0"})
  void put_bfloat16_isTheNearestEvenOnATie(float value, String bits) {
    assertThat(written(ArchivedType.BFLOAT16, value).getShort(0)).isEqualTo((short) Integer.parseInt(bits, 16));
  }

  @Test
  void put_anyFloat16_isReadAsTheSame() {
    for (int bits = 0; bits < 1 << Short.SIZE; bits++) {
      ByteBuffer half = ByteBuffer.allocate(Short.BYTES).order(ByteOrder.LITTLE_ENDIAN).putShort(0, (short) bits);
      float value = StorageType.FLOAT16.get(half, 0);
      if (!Float.isNaN(value)) {
        assertThat(written(ArchivedType.FLOAT16, value)).as("0x%04x", bits).isEqualTo(half.position(Short.BYTES));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "63.5, 64", "62.5, 62", "-64, -64", "-0.4, 0", "NaN, 0"})
  void put_int8_isTheNearestWholeNumber(float value, byte number) {
    assertThat(written(ArchivedType.INT8, value).get(0)).isEqualTo(number);
  }
}
