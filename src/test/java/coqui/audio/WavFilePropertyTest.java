package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WavFilePropertyTest {

  private static final double HALF_A_STEP = 0.5 / 32768;
  private static final int FINE = 256; // so many values from one step to the next

  @Property
  void decode_encodedClip_isWithinHalfAStep(
      @ForAll("samples") float[] samples,
      @ForAll @IntRange(min = 1000, max = 768_000) int sampleRate) {
    AudioClip decoded = WavFile.decode(WavFile.encode(new AudioClip(samples, sampleRate)));

    assertThat(decoded.sampleRate()).isEqualTo(sampleRate);
    assertThat(decoded.samples()).hasSameSizeAs(samples);
    for (int i = 0; i < samples.length; i++) {
      assertThat(Math.abs((double) decoded.samples()[i] - samples[i])).isLessThanOrEqualTo(HALF_A_STEP);
    }
  }

  @Provide
  Arbitrary<float[]> samples() {
    int most = 32767 * FINE + FINE / 2; // from here to full scale, the highest step is further away
    return Arbitraries.integers().between(-32768 * FINE, most).map(value -> value / (32768f * FINE))
        .array(float[].class).ofMaxSize(200);
  }

  @Property
  void encode_decodedClip_isTheSameFile(@ForAll @Size(max = 200) short[] steps) {
    WavBytes wav = WavBytes.riff(36 + 2 * steps.length).format(1, 1, 24000, 16).ascii("data").int32(2 * steps.length);
    for (short step : steps) {
      wav.int16(step);
    }

    assertThat(WavFile.encode(WavFile.decode(wav.bytes()))).isEqualTo(wav.bytes());
  }

  @Property
  void decode_damagedFile_isReadOrRefused(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int damages) {
    Random random = new Random(seed);
    byte[] wav = WavBytes.riff()
        .chunk("JUNK", 1, 2, 3).extensible(1, 2, 24000, 16, 16).chunk("data", new int[64]).bytes();
    for (int i = 0; i < damages; i++) {
      wav[random.nextInt(wav.length)] = (byte) random.nextInt();
    }

    try {
      assertThat(WavFile.decode(wav).samples()).hasSizeLessThanOrEqualTo(wav.length);
    } catch (AudioFormatException refused) {
      assertThat(refused).hasMessageContaining("WAV file");
    }
  }
}
