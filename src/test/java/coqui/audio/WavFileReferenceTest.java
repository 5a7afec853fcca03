package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.reference.NpzFile;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings as Coqui hears them: {@code torchaudio.load}, mean over the channels, {@code resample}. */
class WavFileReferenceTest {

  private static final Path FIXTURES = Path.of("src/test/resources/reference/xtts/references");

  /** The check sums are {@code zlib.crc32(torchaudio.load(file)[0].mean(0).numpy().astype("<f4").tobytes())}. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "voice-a-22k.wav, 22050, 250715, 0f1587a6",
    "voice-b-44k-stereo-24bit.wav, 44100, 497212, 3af42b96",
    "voice-b-8k.wav, 8000, 90198, a95dd832",
    "voice-b-short-22k.wav, 22050, 60288, 4d6de87b"
  })
  void decode_recording_equalsTorchaudioBitForBit(String file, int sampleRate, int length, String checkSum)
      throws IOException {
    AudioClip clip = WavFile.decode(Files.readAllBytes(FIXTURES.resolve(file)));

    assertThat(clip.sampleRate()).isEqualTo(sampleRate);
    assertThat(clip.samples()).hasSize(length);
    assertThat(crc32(clip.samples())).isEqualTo(Long.parseLong(checkSum, 16));
  }

  static Stream<Arguments> conditioningCases() throws IOException {
    JsonNode index = new ObjectMapper().readTree(NpzFile.directory().resolve("index.json").toFile());
    return StreamSupport.stream(index.get("conditioning").spliterator(), false)
        .map(c -> Arguments.of(c.get("file").asText(), c.get("references").get(0).asText()));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("conditioningCases")
  void decodeAndResample_firstReference_givesWhatCoquiConditionsOn(String file, String reference) throws IOException {
    float[] expected = NpzFile.read(NpzFile.directory().resolve(file)).floats("audio22050");

    AudioClip clip = WavFile.decode(Files.readAllBytes(NpzFile.directory().resolve("references").resolve(reference)));
    float[] heard =
        Resampler.resample(clip.samples(), clip.sampleRate(), 22050, ResamplingFilter.CONDITIONING);

    assertThat(heard).hasSizeGreaterThanOrEqualTo(expected.length);
    assertThat(Decibels.signalToNoise(expected, Arrays.copyOf(heard, expected.length))).isGreaterThan(120);
  }

  private static long crc32(float[] samples) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(samples);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
