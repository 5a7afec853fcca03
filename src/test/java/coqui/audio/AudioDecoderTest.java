package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format that clients send, as other programs write it. */
class AudioDecoderTest {

  private static final String VOICE = "voice-b-44k-stereo-24bit.wav";

  @TempDir
  private Path temporary;

  private AudioDecoder decoder;

  @BeforeEach
  void open() {
    decoder = new AudioDecoder(DecodingLimits.DEFAULTS, temporary, null);
  }

  @AfterEach
  void temporaryDirectory_isEmptyAfterwards() throws IOException {
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"voice-a-22k.wav", VOICE, "voice-b-8k.wav", "voice-b-short-22k.wav"})
  void decode_wav_isWhatWavFileReads(String recording) throws Exception {
    byte[] wav = Files.readAllBytes(FfmpegEncoder.REFERENCES.resolve(recording));

    assertSameSound(decoder.decode(wav), Speech.of(recording));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "voice-a-22k.wav, flac, -c:a flac",
    "voice-a-22k.wav, ogg, -c:a flac",
    "voice-a-22k.wav, m4a, -c:a alac",
    "voice-a-22k.wav, mov, -c:a pcm_s16be",
    "voice-a-22k.wav, mkv, -c:a pcm_s16le",
    "voice-b-44k-stereo-24bit.wav, flac, -c:a flac -sample_fmt s32 -bits_per_raw_sample 24",
    "voice-b-44k-stereo-24bit.wav, m4a, -c:a alac -sample_fmt s32p",
    "voice-b-44k-stereo-24bit.wav, mov, -c:a pcm_s24be",
    "voice-b-44k-stereo-24bit.wav, mov, -c:a pcm_f32le",
    "voice-b-8k.wav, flac, -c:a flac"
  })
  void decode_losslessFile_hasTheSamplesOfTheWav(String recording, String extension, String codec) throws Exception {
    assertSameSound(decoder.decode(FfmpegEncoder.encode(recording, extension, codec)), Speech.of(recording));
  }

  @ParameterizedTest(name = "{0}: {1} at {2} Hz")
  @CsvSource({
    "mp3, -c:a libmp3lame -b:a 192k, 44100",
    "mp3, -c:a libmp3lame -b:a 64k -ac 1 -ar 22050, 22050",
    "m4a, -c:a aac -b:a 192k, 44100",
    "m4a, -c:a aac -b:a 192k -movflags +faststart, 44100",
    "ogg, -c:a vorbis -strict -2 -b:a 192k, 44100",
    "opus, -c:a libopus -b:a 128k, 48000",
    "webm, -c:a libopus -b:a 128k, 48000",
    "wav, -c:a pcm_mulaw, 44100",
    "wav, -c:a pcm_alaw, 44100",
    "wav, -c:a adpcm_ms, 44100",
    "wav, -c:a adpcm_ima_wav, 44100"
  })
  void decode_lossyFile_soundsLikeTheWavFromTheFirstSampleOn(String extension, String codec, int sampleRate)
      throws Exception {
    AudioClip original = Speech.of(VOICE);

    AudioClip clip = decoder.decode(FfmpegEncoder.encode(VOICE, extension, codec));

    assertThat(clip.sampleRate()).isEqualTo(sampleRate);
    assertThat(clip.seconds()).isCloseTo(original.seconds(), within(0.06)); // the last frame is filled up
    float[] expected =
        Resampler.resample(original.samples(), original.sampleRate(), sampleRate, ResamplingFilter.OUTPUT);
    assertThat(Decibels.signalToNoise(expected, clip.samples())).isGreaterThan(20);
  }

  /** PCM is not among them: without a header, nobody can tell what it is. ADTS tells nothing of its encoder's delay. */
  @ParameterizedTest
  @CsvSource({"WAV, 0, 90", "MP3, 0, 20", "OPUS, 0, 13", "AAC, 1024, 22", "FLAC, 0, 90"})
  void decode_whatThisProgramAnswersWith_soundsLikeWhatItSpoke(AudioFormat format, int delay, double decibels)
      throws Exception {
    AudioEncoder encoder = new AudioEncoder(new EncodingLimits(Duration.ofSeconds(60), 1), temporary, null);
    AudioClip spoken = Speech.of("voice-a-22k.wav");

    AudioClip clip = decoder.decode(encoder.encode(WavFile.encode(spoken), new AudioEncoding(format, 1)));

    assertThat(clip.seconds()).isCloseTo(spoken.seconds(), within(0.1));
    assertThat(HeardSound.signalToNoise(spoken, clip, delay)).isGreaterThan(decibels);
  }

  @Test
  void decode_fragmentedMp4_isReadWholly() throws Exception {
    byte[] mp4 = FfmpegEncoder.encode(VOICE, "mp4", "-c:a aac -movflags +frag_keyframe+empty_moov");

    assertThat(decoder.decode(mp4).seconds()).isCloseTo(Speech.of(VOICE).seconds(), within(0.06));
  }

  @ParameterizedTest(name = "{0} Hz, {1} channels in {2}")
  @CsvSource({"8000, 1, wav", "8000, 1, mp3", "96000, 2, wav", "96000, 2, flac", "192000, 1, flac",
    "48000, 6, wav", "48000, 6, flac", "48000, 6, m4a"})
  void decode_anyRateAndChannelCount_keepsTheRateAndMixesToMono(int sampleRate, int channels, String extension)
      throws Exception {
    AudioClip clip = decoder.decode(
        FfmpegEncoder.encode(VOICE, extension, "-ar %d -ac %d".formatted(sampleRate, channels)));

    assertThat(clip.sampleRate()).isEqualTo(sampleRate);
    assertThat(clip.seconds()).isCloseTo(Speech.of(VOICE).seconds(), within(0.06));
  }

  @ParameterizedTest
  @CsvSource({"mp4, mpeg4, aac", "mkv, mjpeg, flac", "webm, libvpx, libopus"})
  void decode_video_isItsSound(String extension, String videoCodec, String audioCodec) throws Exception {
    byte[] video = FfmpegEncoder.run(extension, "-f", "lavfi", "-i", "testsrc=size=64x64:rate=5",
        "-i", FfmpegEncoder.REFERENCES.resolve(VOICE).toString(), "-c:v", videoCodec, "-c:a", audioCodec, "-shortest");

    assertThat(decoder.decode(video).seconds()).isCloseTo(Speech.of(VOICE).seconds(), within(0.3));
  }

  @Test
  void decode_mp3WithCoverPicture_isItsSound() throws Exception {
    byte[] picture = FfmpegEncoder.run("png", "-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1");
    Path cover = Files.write(temporary.resolve("cover.png"), picture);
    byte[] mp3 = FfmpegEncoder.run("mp3",
        "-i", FfmpegEncoder.REFERENCES.resolve(VOICE).toString(), "-i", cover.toString(), "-map", "0:a", "-map", "1:v",
        "-c:a", "libmp3lame", "-c:v", "copy", "-metadata", "title=Grüße");
    Files.delete(cover);

    assertThat(decoder.decode(mp3).seconds()).isCloseTo(Speech.of(VOICE).seconds(), within(0.06));
  }

  @ParameterizedTest
  @CsvSource({"mp3, libmp3lame", "aac, aac", "ogg, libopus", "webm, libopus", "flac, flac", "wav, pcm_s16le"})
  void decode_cutOffFile_isTheSoundThatIsThere(String extension, String codec) throws Exception {
    byte[] whole = FfmpegEncoder.encode(VOICE, extension, "-c:a " + codec);

    AudioClip clip = decoder.decode(Arrays.copyOf(whole, whole.length / 2));

    assertThat(clip.seconds()).isBetween(0.4 * Speech.of(VOICE).seconds(), 0.6 * Speech.of(VOICE).seconds());
  }

  @Test
  void decode_manyAtOnce_eachGetsItsOwn() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<String> recordings = Speech.files().stream().flatMap(file -> Stream.of(file, file, file)).toList();
      List<Future<AudioClip>> clips = new ArrayList<>();
      for (String recording : recordings) {
        byte[] flac = FfmpegEncoder.encode(recording, "flac", "-c:a flac");
        clips.add(callers.submit(() -> decoder.decode(flac)));
      }
      for (int i = 0; i < clips.size(); i++) {
        assertSameSound(clips.get(i).get(), Speech.of(recordings.get(i)));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static void assertSameSound(AudioClip clip, AudioClip expected) {
    assertThat(clip.sampleRate()).isEqualTo(expected.sampleRate());
    assertThat(Arrays.equals(clip.samples(), expected.samples())).isTrue();
  }
}
