package coqui.audio;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each way a WAV file can be bad. */
class WavFileRefusalTest {

  static Stream<Arguments> badFiles() {
    return Stream.of(
        bad("empty file", new WavBytes(), "only 0 bytes"),
        bad("an MP3", new WavBytes().ascii("ID3").raw(new int[40]), "begins with 'ID3?'"),
        bad("big-endian", new WavBytes().ascii("RIFX").int32(4).ascii("WAVE"), "'RIFX'"),
        bad("another RIFF form", new WavBytes().ascii("RIFF").int32(4).ascii("AVI "), "'AVI '"),
        bad("no chunks", WavBytes.riff(), "without a data chunk"),
        bad("no data", WavBytes.riff().format(1, 1, 8000, 16), "without a data chunk"),
        bad("data first", WavBytes.riff().chunk("data", 0, 0).format(1, 1, 8000, 16), "without a 'fmt ' chunk"),
        bad("data cut off", WavBytes.riff(1036).format(1, 1, 8000, 16).ascii("data").int32(1000).raw(1, 2),
            "'data' chunk has 1000 bytes, only 2 are there"),
        bad("other chunk cut off", WavBytes.riff(1036).ascii("LIST").int32(-2).raw(1, 2),
            "'LIST' chunk has 4294967294 bytes, only 2 are there"),
        bad("format of 4 bytes", WavBytes.riff().chunk("fmt ", 1, 0, 1, 0),
            "'fmt ' chunk of 4 bytes, expected at least 16"),
        bad("extensible of 16 bytes", WavBytes.riff().format(0xFFFE, 1, 8000, 16), "of 16 bytes, expected at least 40"),
        bad("unknown GUID",
            WavBytes.riff().ascii("fmt ").int32(40).formatBody(0xFFFE, 1, 8000, 16).raw(new int[24]), "unknown kind"),
        bad("mu-law", WavBytes.riff().format(7, 1, 8000, 8), "format tag 7 and 8 bits"),
        bad("12 bits", WavBytes.riff().format(1, 1, 8000, 12), "format tag 1 and 12 bits"),
        bad("half floats", WavBytes.riff().format(3, 1, 8000, 16), "format tag 3 and 16 bits"),
        bad("no channels", WavBytes.riff().format(1, 0, 8000, 16), "0 channels"),
        bad("odd frame size", WavBytes.riff().ascii("fmt ").int32(16)
            .int16(1).int16(2).int32(8000).int32(32000).int16(3).int16(16),
            "2 channels of 2 bytes in a frame of 3 bytes"),
        bad("0 Hz", WavBytes.riff().format(1, 1, 0, 16), "with 0 Hz, expected 1000 to 768000"),
        bad("4 GHz", WavBytes.riff().format(1, 1, -1, 16), "with 4294967295 Hz"),
        bad("not a number", WavBytes.riff().format(3, 1, 8000, 32).ascii("data").int32(8).float32(0).float32(Float.NaN),
            "NaN at sample 1"),
        bad("beyond float", WavBytes.riff().format(3, 1, 8000, 64).ascii("data").int32(8).float64(1e300),
            "Infinity at sample 0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badFiles")
  void decode_badFile_isRefusedWithWhatWasFound(String name, byte[] wav, String message) {
    assertThatThrownBy(() -> WavFile.decode(wav))
        .isInstanceOf(AudioFormatException.class)
        .hasMessageContaining(message);
  }

  private static Arguments bad(String name, WavBytes wav, String message) {
    return Arguments.of(name, wav.bytes(), message);
  }
}
