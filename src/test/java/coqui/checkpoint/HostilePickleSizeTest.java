package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths that a pickle announces, and its own. */
@Timeout(60)
class HostilePickleSizeTest {

  static Stream<Arguments> giants() {
    return Stream.of(
        Arguments.of("BINUNICODE", bytes().raw('X').int32(0xFFFF_FFFFL),
            "4,294,967,295 more bytes are announced, 1 are left"),
        Arguments.of("BINUNICODE8", bytes().raw(0x8d).int64(1L << 62),
            "4,611,686,018,427,387,904 more bytes are announced"),
        Arguments.of("BINUNICODE8, negative", bytes().raw(0x8d).int64(-1), "-1 more bytes are announced"),
        Arguments.of("BINBYTES8", bytes().raw(0x8e).int64(Long.MAX_VALUE), "9,223,372,036,854,775,807 more bytes"),
        Arguments.of("BYTEARRAY8", bytes().raw(0x96).int64(1L << 40), "1,099,511,627,776 more bytes"),
        Arguments.of("LONG4", bytes().raw(0x8b).int32(Integer.MAX_VALUE), "2,147,483,647 more bytes"),
        Arguments.of("LONG4, negative", bytes().raw(0x8b).int32(-4), "-4 more bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("giants")
  void read_announcedLengthBeyondTheEnd_isRefusedWithoutAllocatingIt(String opcode, PickleBytes pickle,
      String problem) {
    refused(pickle.stop(), CheckpointLimits.DEFAULTS, problem);
  }

  @Test
  void read_longerThanTheLimit_isRefused() {
    refused(ByteBuffer.allocate((16 << 20) + 1), CheckpointLimits.DEFAULTS,
        "data.pkl has 16,777,217 bytes, the limit is 16,777,216");
  }

  private static void refused(ByteBuffer pickle, CheckpointLimits limits, String problem) {
    assertThatThrownBy(() -> PickleReader.read(Path.of("model.pth"), pickle, limits))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(problem);
  }

  private static PickleBytes bytes() {
    return PickleBytes.protocol2();
  }
}
