package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is encoded, decoded again and compared with what went in. */
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
    assertThat(encoder.encode(wav, asSpoken(AudioFormat.PCM))).isEqualTo(Arrays.copyOfRange(wav, 44, wav.length));
  }

  @Test
  void encode_flac_hasTheSamplesOfTheWav() throws Exception {
    AudioClip heard = HeardSound.in(encoder.encode(wav, asSpoken(AudioFormat.FLAC)));

    assertThat(heard.sampleRate()).isEqualTo(RATE);
    assertThat(heard.samples()).isEqualTo(speech.samples());
  }

  /** The delays are those of the codecs: a player that knows nothing of AAC's hears 46 ms of silence first. */
  @ParameterizedTest
  @CsvSource({"MP3, 0, 20", "OPUS, 0, 13", "AAC, 1024, 22"})
  void encode_lossyFormat_soundsLikeTheWav(AudioFormat format, int delay, double decibels) throws Exception {
    AudioClip heard = HeardSound.in(encoder.encode(wav, asSpoken(format)));

    assertThat(heard.seconds()).isCloseTo(speech.seconds(), within(2.0 * 1024 / RATE));
    assertThat(HeardSound.signalToNoise(speech, heard, delay)).isGreaterThan(decibels);
  }

  @ParameterizedTest
  @CsvSource({
    "WAV, 52494646", "MP3, fff380", "OPUS, 4f67675300020000000000000000000000000000", "AAC, fff15c", "FLAC, 664c6143"})
  void encode_any_beginsAsItsFormatDoes(AudioFormat format, String magic) throws Exception {
    assertThat(HexFormat.of().formatHex(encoder.encode(wav, asSpoken(format)))).startsWith(magic);
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void encode_twice_isTheSameToTheByteAndNamesNoProgram(AudioFormat format) throws Exception {
    byte[] first = encoder.encode(wav, new AudioEncoding(format, 1.1));

    assertThat(encoder.encode(wav, new AudioEncoding(format, 1.1))).isEqualTo(first);
    assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContainPattern("Lav[cf]\\d");
  }

  @ParameterizedTest
  @CsvSource({
    "MP3, 8000, 8000", "MP3, 8001, 11025", "MP3, 24000, 24000", "MP3, 44100, 44100", "MP3, 47999, 48000",
    "OPUS, 8000, 48000", "OPUS, 24000, 48000", "OPUS, 44100, 48000",
    "AAC, 8000, 8000", "AAC, 22051, 24000", "AAC, 24000, 24000", "AAC, 48000, 48000",
    "FLAC, 8000, 8000", "FLAC, 22051, 22051", "FLAC, 48000, 48000"})
  void encode_anyRate_isInTheFileAsSaid(AudioFormat format, int spoken, int written) throws Exception {
    AudioEncoding encoding = asSpoken(format);
    byte[] tone = WavFile.encode(new AudioClip(Signals.tone(440, 0.5, spoken, 2), spoken));

    AudioClip heard = HeardSound.in(encoder.encode(tone, encoding));

    assertThat(encoding.sampleRate(spoken)).isEqualTo(written);
    assertThat(heard.sampleRate()).isEqualTo(written);
    assertThat(heard.seconds()).isCloseTo(2, within(3.0 * 1024 / written));
    assertThat(HeardSound.frequency(heard)).isCloseTo(440, within(4.4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.4, 0.5, 0.7, 0.99, 1.3, 2, 3.3, 4})
  void encode_tempo_scalesTheDurationAndKeepsThePitch(double tempo) throws Exception {
    byte[] tone = WavFile.encode(new AudioClip(Signals.tone(440, 0.5, RATE, 3), RATE));

    AudioClip stretched = WavFile.decode(encoder.encode(tone, new AudioEncoding(AudioFormat.WAV, tempo)));

    assertThat(stretched.sampleRate()).isEqualTo(RATE);
    assertThat(stretched.samples()).hasSize((int) Math.round(3 * RATE / tempo));
    assertThat(HeardSound.frequency(stretched)).isCloseTo(440, within(4.4));
  }

  @ParameterizedTest
  @CsvSource({"WAV, 0.25", "PCM, 0.5", "MP3, 1.5", "FLAC, 4"})
  void stream_tempo_scalesTheDurationAndKeepsThePitch(AudioFormat format, double tempo) throws Exception {
    float[] tone = Signals.tone(440, 0.5, RATE, 12);

    byte[] streamed = streamed(tone, new AudioEncoding(format, tempo));

    AudioClip heard = HeardSound.in(format == AudioFormat.PCM ? WavFile.ofPcm(streamed, RATE) : streamed);
    assertThat(heard.seconds()).isCloseTo(12 / tempo, within(0.12 / tempo));
    assertThat(HeardSound.frequency(heard)).isCloseTo(440, within(4.4));
  }

  @ParameterizedTest
  @EnumSource(value = AudioFormat.class, names = {"PCM", "OPUS", "AAC"})
  void stream_formatWithoutALengthInItsHeader_hasTheBytesOfTheWhole(AudioFormat format) throws Exception {
    assertThat(streamed(speech.samples(), asSpoken(format))).isEqualTo(encoder.encode(wav, asSpoken(format)));
  }

  @ParameterizedTest
  @EnumSource(value = AudioFormat.class, names = {"WAV", "FLAC"})
  void stream_losslessFormat_hasTheSamplesOfTheWhole(AudioFormat format) throws Exception {
    AudioClip heard = HeardSound.in(streamed(speech.samples(), asSpoken(format)));

    assertThat(heard.sampleRate()).isEqualTo(RATE);
    assertThat(heard.samples()).isEqualTo(speech.samples());
  }

  /** Its delay of 1105 samples stands in the header of the whole, which a stream does not have. */
  @Test
  void stream_mp3_soundsLikeTheWhole() throws Exception {
    AudioClip heard = HeardSound.in(streamed(speech.samples(), asSpoken(AudioFormat.MP3)));

    assertThat(heard.seconds()).isCloseTo(speech.seconds(), within(0.13));
    assertThat(HeardSound.signalToNoise(speech, heard, 1105)).isGreaterThan(20);
  }

  @ParameterizedTest
  @EnumSource(AudioFormat.class)
  void stream_halfASecond_isSentWithoutWaitingForMore(AudioFormat format) throws Exception {
    CountDownLatch kilobyte = new CountDownLatch(1_000);
    try (EncodingStream stream = encoder.stream(asSpoken(format), RATE, bytes -> countDown(kilobyte, bytes.length))) {
      stream.add(Arrays.copyOf(speech.samples(), RATE / 2));

      kilobyte.await();
    }
  }

  private static void countDown(CountDownLatch latch, int times) {
    for (int i = 0; i < times; i++) {
      latch.countDown();
    }
  }

  /** A minute of noise is more than all pipes hold. */
  @Test
  void stream_sinkThatWaits_holdsTheOwnerUpAndLosesNothing() throws Exception {
    float[] noise = Signals.noise(60 * RATE, 0.9, 1);
    CountDownLatch full = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EncodingStream.Sink sink = piece -> {
      full.countDown();
      open.await();
      bytes.writeBytes(piece);
    };
    try (EncodingStream stream = encoder.stream(asSpoken(AudioFormat.FLAC), RATE, sink)) {
      CompletableFuture<Void> added = CompletableFuture.runAsync(() -> add(stream, noise));
      full.await();
      assertThat(added).isNotDone();
      open.countDown();
      added.get();
      stream.finish();
    }

    assertThat(HeardSound.in(bytes.toByteArray()).samples())
        .isEqualTo(WavFile.decode(WavFile.encode(new AudioClip(noise, RATE))).samples());
  }

  private static void add(EncodingStream stream, float[] samples) {
    try {
      stream.add(samples);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] streamed(float[] samples, AudioEncoding encoding) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (EncodingStream stream = encoder.stream(encoding, RATE, bytes::writeBytes)) {
      for (int at = 0; at < samples.length; at += 10_000) {
        stream.add(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + 10_000)));
      }
      stream.finish();
    }
    return bytes.toByteArray();
  }

  private static AudioEncoding asSpoken(AudioFormat format) {
    return new AudioEncoding(format, 1);
  }
}
