package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is encoded, decoded again by the decoder of this program and compared with what went in. */
@Timeout(120)
class AudioEncoderTest {

  private static final int RATE = 22_050;

  @TempDir
  private Path temporary;

  private AudioEncoder encoder;
  private AudioClip speech;
  private byte[] wav;

  @BeforeEach
  void readSpeech() throws IOException {
    encoder = new AudioEncoder(new EncodingLimits(Duration.ofSeconds(60), 2), temporary, null);
    speech = WavFile.decode(Files.readAllBytes(FfmpegEncoder.REFERENCES.resolve("voice-a-22k.wav")));
    wav = WavFile.encode(speech);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
    assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void encode_plainWav_isTheSameArray() throws Exception {
    assertThat(encoder.encode(wav, AudioEncoding.PLAIN)).isSameAs(wav);
  }

  @Test
  void encode_plainPcm_isTheWavWithoutItsHeader() throws Exception {
    assertThat(encoder.encode(wav, plain(AudioFormat.PCM))).isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
  }

  @Test
  void encode_flac_hasTheSamplesOfTheWav() throws Exception {
    AudioClip decoded = decoded(encoder.encode(wav, plain(AudioFormat.FLAC)));

    assertThat(decoded.sampleRate()).isEqualTo(RATE);
    assertThat(decoded.samples()).isEqualTo(speech.samples());
  }

  @ParameterizedTest
  @EnumSource(value = AudioFormat.class, names = {"PCM", "OPUS", "AAC"})
  void stream_formatWithoutALengthInItsHeader_hasTheBytesOfTheWhole(AudioFormat format) throws Exception {
    assertThat(streamed(plain(format))).isEqualTo(encoder.encode(wav, plain(format)));
  }

  @ParameterizedTest
  @CsvSource({"0.25", "0.4", "0.7", "1.3", "2", "3.3", "4"})
  void encode_tempo_scalesTheDurationAndKeepsThePitch(double tempo) throws Exception {
    byte[] tone = WavFile.encode(new AudioClip(Signals.tone(440, 0.5, RATE, 3), RATE));

    AudioClip stretched = WavFile.decode(encoder.encode(tone, new AudioEncoding(AudioFormat.WAV, tempo)));

    assertThat(stretched.samples()).hasSize((int) Math.round(3 * RATE / tempo));
  }

  private byte[] streamed(AudioEncoding encoding) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EncodingStream stream = encoder.stream(encoding, RATE, bytes::writeBytes)) {
      float[] samples = speech.samples();
      for (int at = 0; at < samples.length; at += 10_000) {
        stream.add(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + 10_000)));
      }
      stream.finish();
    }
    return bytes.toByteArray();
  }

  private static AudioEncoding plain(AudioFormat format) {
    return new AudioEncoding(format, 1);
  }

  private static AudioClip decoded(byte[] file) throws InterruptedException {
    return new AudioDecoder(DecodingLimits.DEFAULTS).decode(file);
  }
}
