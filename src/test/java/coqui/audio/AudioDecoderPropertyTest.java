package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Damaged files: a sound or a refusal, and nothing else. */
class AudioDecoderPropertyTest {

  private static List<byte[]> files;
  private static Path temporary;
  private static AudioDecoder decoder;

  @BeforeContainer
  static void encode() throws Exception {
    files = List.of(
        FfmpegEncoder.encode("voice-b-short-22k.wav", "m4a", "-c:a aac"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "aac", "-c:a aac"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "webm", "-c:a libopus"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "ogg", "-c:a vorbis -strict -2 -ac 2"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "mp3", "-c:a libmp3lame"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "flac", "-c:a flac"),
        FfmpegEncoder.encode("voice-b-short-22k.wav", "wav", "-c:a adpcm_ms"));
    temporary = Files.createTempDirectory("damaged-");
    decoder = new AudioDecoder(DecodingLimits.DEFAULTS, temporary, null);
  }

  @AfterContainer
  static void temporaryDirectoryIsEmpty() throws IOException {
    Files.delete(temporary);
  }

  @Provide
  Arbitrary<byte[]> wholeFiles() {
    return Arbitraries.of(files);
  }

  @Property(tries = 120)
  void decode_damagedFile_isASoundOrARefusal(@ForAll("wholeFiles") byte[] file, @ForAll long seed) throws Exception {
    byte[] damaged = damage(file, new Random(seed));

    try {
      float[] samples = decoder.decode(damaged).samples();
      assertThat(samples).isNotEmpty();
      for (float sample : samples) {
        assertThat(Float.isFinite(sample)).isTrue();
      }
    } catch (InvalidRequestException refusal) {
      assertThat(refusal.code()).isIn("invalid_audio", "audio_too_long");
    }
  }

  /** Up to 20 bytes changed, more often near the begin or the end, where headers and indices are; sometimes cut off. */
  private static byte[] damage(byte[] file, Random random) {
    int length = random.nextInt(4) == 0 ? 1 + random.nextInt(file.length) : file.length;
    byte[] damaged = Arrays.copyOf(file, length);
    for (int n = random.nextInt(20); n >= 0; n--) {
      int near = random.nextInt(Math.min(length, 2_000));
      int at = switch (random.nextInt(3)) {
        case 0 -> near;
        case 1 -> length - 1 - near;
        default -> random.nextInt(length);
      };
      damaged[at] = (byte) random.nextInt();
    }
    return damaged;
  }
}
