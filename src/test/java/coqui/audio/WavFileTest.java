package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavFileTest {

  @Test
  void encode_clip_writesHeaderAndSamples() {
    byte[] wav = WavFile.encode(new AudioClip(new float[] {0, 0.5f, -1}, 22050));

    assertThat(HexFormat.of().formatHex(wav)).isEqualTo(
        "52494646" + "2a000000" + "57415645"              // RIFF, 42 bytes follow, WAVE
            + "666d7420" + "10000000" + "0100" + "0100"   // fmt, 16 bytes, PCM, mono
            + "22560000" + "44ac0000" + "0200" + "1000"   // 22,050 Hz, 44,100 bytes a second, 2 bytes a frame, 16 bits
            + "64617461" + "06000000"                     // data, 6 bytes
            + "0000" + "0040" + "0080");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "0, 0", "1, 32767", "-1, -32768", "1.5, 32767", "-7, -32768", "Infinity, 32767", "-Infinity, -32768", "NaN, 0",
    "0.0000152, 0", "0.0000153, 1", "-0.0000153, -1", "0.999984, 32767", "1e30, 32767"
  })
  void encode_sample_isRoundedToTheNearestStepAndClamped(float sample, short expected) {
    byte[] wav = WavFile.encode(new AudioClip(new float[] {sample}, 24000));

    assertThat((short) (wav[44] & 0xFF | wav[45] << 8)).isEqualTo(expected);
  }

  @Test
  void encode_noSamples_isAHeaderThatDecodes() {
    byte[] wav = WavFile.encode(new AudioClip(new float[0], 8000));

    assertThat(wav).hasSize(44);
    assertThat(WavFile.decode(wav).samples()).isEmpty();
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of("8 bits", 1, 8, new int[] {0, 64, 128, 255}, new float[] {-1, -0.5f, 0, 127 / 128f}),
        Arguments.of("16 bits", 1, 16, new int[] {0, 0x80, 0xFF, 0xFF, 0, 0x40}, new float[] {-1, -1 / 32768f, 0.5f}),
        Arguments.of("24 bits", 1, 24, new int[] {0, 0, 0x80, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0, 0, 0x40},
            new float[] {-1, -1 / 8388608f, 1 / 8388608f, 0.5f}),
        Arguments.of("32 bits", 1, 32, new int[] {0, 0, 0, 0x80, 0, 0, 0, 0x40}, new float[] {-1, 0.5f}),
        Arguments.of("float", 3, 32, new int[] {0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0}, new float[] {1, -2}),
        Arguments.of("double", 3, 64, new int[] {0, 0, 0, 0, 0, 0, 0xE0, 0x3F}, new float[] {0.5f}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void decode_plainFormat_givesFullScaleOne(String name, int tag, int bits, int[] data, float[] expected) {
    byte[] wav = WavBytes.riff().format(tag, 1, 8000, bits).chunk("data", data).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void decode_extensibleFormat_givesTheSame(String name, int tag, int bits, int[] data, float[] expected) {
    byte[] wav = WavBytes.riff().extensible(tag, 1, 8000, bits, bits).chunk("data", data).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(expected);
  }

  @Test
  void decode_severalChannels_averagesThem() {
    byte[] wav = WavBytes.riff().format(3, 3, 48000, 32)
        .ascii("data").int32(24)
        .float32(0.75f).float32(-0.375f).float32(0).float32(1).float32(1).float32(-0.5f).bytes();

    AudioClip clip = WavFile.decode(wav);

    assertThat(clip.sampleRate()).isEqualTo(48000);
    assertThat(clip.samples()).containsExactly(0.125f, 0.5f);
  }

  @Test
  void decode_channelsThatTogetherExceedFloat_areStillAveraged() {
    byte[] wav = WavBytes.riff().format(3, 2, 48000, 32)
        .ascii("data").int32(8).float32(Float.MAX_VALUE).float32(Float.MAX_VALUE).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(Float.MAX_VALUE);
  }

  @Test
  void decode_chunksOfOtherKinds_arePassedOverWithTheirPadding() {
    byte[] wav = WavBytes.riff().chunk("JUNK", 1, 2, 3).format(1, 1, 8000, 8).chunk("LIST", 7).chunk("data", 192)
        .chunk("LIST", 255, 255).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(0.5f);
  }

  @Test
  void decode_incompleteLastFrame_isLeftOut() {
    byte[] wav = WavBytes.riff().format(1, 2, 8000, 16).chunk("data", 0, 64, 0, 64, 1, 2, 3).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(0.5f);
  }

  @ParameterizedTest(name = "data size {0}")
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7FFFF000})
  void decode_sizesLeftOpenByAStreamingWriter_readsToTheEnd(int size) {
    byte[] wav = WavBytes.riff(size).format(1, 1, 8000, 8).ascii("data").int32(size).raw(0, 128, 192).bytes();

    assertThat(WavFile.decode(wav).samples()).containsExactly(-1, 0, 0.5f);
  }

  @Test
  void decode_emptyDataInAFileOfKnownSize_givesNoSamples() {
    byte[] wav = WavBytes.riff(46).format(1, 1, 8000, 8).chunk("data").chunk("LIST", 1, 2).bytes();

    assertThat(WavFile.decode(wav).samples()).isEmpty();
  }
}
