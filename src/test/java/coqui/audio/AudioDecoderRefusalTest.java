package coqui.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import coqui.speech.AudioClip;
import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no recording, or that would cost too much: refused with a code, and nothing is left behind. */
class AudioDecoderRefusalTest {

  @TempDir
  private Path temporary;

  private AudioDecoder decoder;

  @BeforeEach
  void open() {
    decoder = new AudioDecoder(DecodingLimits.DEFAULTS, temporary, null);
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  static Stream<Arguments> notRecordings() throws Exception {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    byte[] m4a = FfmpegEncoder.encode("voice-a-22k.wav", "m4a", "-c:a aac");
    byte[] webm = FfmpegEncoder.encode("voice-a-22k.wav", "webm", "-c:a libopus");
    String[] source = {"-f", "lavfi", "-i", "testsrc=size=64x64:rate=5:duration=1"};
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("one byte", new byte[1]),
        Arguments.of("zeros", new byte[100_000]),
        Arguments.of("random bytes", noise),
        Arguments.of("text", "Hello, this is my voice.\n".repeat(200).getBytes(US_ASCII)),
        Arguments.of("zip", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0}),
        Arguments.of("M4A whose index is cut off", Arrays.copyOf(m4a, m4a.length / 2)),
        Arguments.of("WebM cut off in its header", Arrays.copyOf(webm, 60)),
        Arguments.of("WAV without data", WavBytes.riff().format(1, 1, 22050, 16).bytes()),
        Arguments.of("WAV with no samples", WavBytes.riff().format(1, 1, 22050, 16).chunk("data").bytes()),
        Arguments.of("WAV with not-a-number", WavBytes.riff().format(3, 1, 22050, 32)
            .ascii("data").int32(8).float32(0.5f).float32(Float.NaN).bytes()),
        Arguments.of("PNG", FfmpegEncoder.run("png", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1")),
        Arguments.of("JPEG", FfmpegEncoder.run("jpg", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1")),
        Arguments.of("GIF", FfmpegEncoder.run("gif", source)),
        Arguments.of("MP4 without sound", FfmpegEncoder.run("mp4", with(source, "-c:v", "mpeg4"))),
        Arguments.of("AVI with sound", FfmpegEncoder.encode("voice-a-22k.wav", "avi", "-c:a pcm_s16le")),
        Arguments.of("WMA", FfmpegEncoder.encode("voice-a-22k.wav", "wma", "-c:a wmav2")),
        Arguments.of("Matroska with AC-3", FfmpegEncoder.encode("voice-a-22k.wav", "mkv", "-c:a ac3")),
        Arguments.of("SVG",
            "<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>".getBytes(US_ASCII)),
        Arguments.of("subtitles", "1\n00:00:00,000 --> 00:00:05,000\nHello\n\n".repeat(20).getBytes(US_ASCII)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notRecordings")
  void decode_notARecording_isInvalidAudioWithWhatToDo(String name, byte[] file) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(file))
        .withMessageContaining("send speech as WAV, MP3, M4A, AAC, FLAC, OGG or WebM")
        .withMessageNotContaining(temporary.toString())
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("invalid_audio"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
    "HLS playlist       | #EXTM3U~#EXT-X-TARGETDURATION:10~#EXTINF:10,~TARGET~#EXT-X-ENDLIST~",
    "M3U playlist       | #EXTM3U~#EXTINF:10,Voice~TARGET~",
    "concat script      | ffconcat version 1.0~file TARGET~",
    "DASH manifest      | <?xml version='1.0'?><MPD profiles='urn:mpeg:dash:profile:isoff-live:2011' type='static'"
        + " mediaPresentationDuration='PT4S'><Period><AdaptationSet mimeType='audio/mp4'><Representation id='a'>"
        + "<BaseURL>TARGET</BaseURL><SegmentBase/></Representation></AdaptationSet></Period></MPD>",
    "SDP                | v=0~o=- 0 0 IN IP4 127.0.0.1~s=x~c=IN IP4 127.0.0.1~t=0 0~m=audio 5004 RTP/AVP 0~"
        + "a=control:TARGET~",
    "IMF asset map      | <?xml version='1.0'?><AssetMap xmlns='http://www.smpte-ra.org/schemas/429-9/2007/AM'>"
        + "<Path>TARGET</Path></AssetMap>",
    "QuickTime redirect | RTSPtextRTSP://TARGET~",
    "PLS playlist       | [playlist]~File1=TARGET~NumberOfEntries=1~"
  })
  void decode_playlist_isRefusedAndNothingItNamesIsOpened(String name, String lines) throws Exception {
    Path secret = Files.copy(FfmpegEncoder.REFERENCES.resolve("voice-a-22k.wav"), temporary.resolve("secret.wav"));
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).configureBlocking(false);
      String url = "http://127.0.0.1:" + server.socket().getLocalPort() + "/secret.wav";

      for (String target : List.of(url, secret.toString(), "file:" + secret, secret.toUri().toString())) {
        byte[] playlist = lines.replace('~', '\n').replace("TARGET", target).getBytes(US_ASCII);
        assertThatExceptionOfType(InvalidRequestException.class)
            .isThrownBy(() -> decoder.decode(playlist))
            .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("invalid_audio"));
      }
      assertThat(server.accept()).as("a connection").isNull();
    } finally {
      Files.delete(secret);
    }
  }

  @Test
  void decode_wavWithGiganticSizes_isTheSoundThatIsThere() throws Exception {
    byte[] wav = Files.readAllBytes(FfmpegEncoder.REFERENCES.resolve("voice-a-22k.wav"));
    ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(4, -1).putInt(40, -1);

    AudioClip clip = decoder.decode(wav);

    assertThat(clip.seconds()).isBetween(11.36, 11.38);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "flac, -c:a flac, 1", "m4a, -c:a alac, 1", "opus, -c:a libopus -b:a 6k, 60", "mp3, -c:a libmp3lame -b:a 8k, 60",
    "aac, -c:a aac -b:a 8k, 60"
  })
  void decode_anHourOfSilenceInASmallFile_isRefusedInBoundedTime(String extension, String codec, int repetitions)
      throws Exception {
    String seconds = Integer.toString(3600 / repetitions);
    byte[] silence = FfmpegEncoder.run(extension,
        with(new String[] {"-f", "lavfi", "-i", "anullsrc=r=8000:cl=mono", "-t", seconds}, codec.split(" ")));
    byte[] bomb = repeated(silence, repetitions);
    assertThat(bomb.length).isLessThan(10 << 20);

    long start = System.nanoTime();
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(bomb))
        .withMessageContaining("cut it down to the best 6 to 30 s")
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("audio_too_long"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DecodingLimits.DEFAULTS.time());
  }

  @ParameterizedTest
  @CsvSource({"121, wav, pcm_s16le", "121, flac, flac", "121, m4a, aac", "121, aac, aac"})
  void decode_longerThanTheLimit_isTooLong(int seconds, String extension, String codec) throws Exception {
    byte[] recording = FfmpegEncoder.run(extension,
        "-f", "lavfi", "-i", "sine=r=8000:f=300", "-t", Integer.toString(seconds), "-c:a", codec);

    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> decoder.decode(recording))
        .withMessageContaining("120 s (coqui.decoding.max-length)")
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("audio_too_long"));
  }

  /** Streams after one another are one stream in Ogg, in MP3 and in ADTS. */
  private static byte[] repeated(byte[] file, int times) {
    ByteBuffer whole = ByteBuffer.allocate(file.length * times);
    for (int i = 0; i < times; i++) {
      whole.put(file);
    }
    return whole.array();
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
  }
}
