package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceQualityTest {

  static Stream<Arguments> voices() throws IOException {
    Stream.Builder<Arguments> voices = Stream.builder();
    for (String file : List.of("voice-a-22k.wav", "voice-b-44k-stereo-24bit.wav", "voice-b-8k.wav")) {
      voices.add(Arguments.of(file, Speech.of(file)));
    }
    AudioClip demo = join(demo("Robert_03"), demo("Angus_03"), demo("Sally_03"));
    return voices.add(Arguments.of("demo voices", demo)).build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("voices")
  void of_cleanSpeech_isGood(String name, AudioClip speech) {
    ReferenceQuality quality = ReferenceQuality.of(speech);

    assertThat(quality.problems()).isEmpty();
    assertThat(quality.warnings()).isEmpty();
  }

  static Stream<Arguments> voicesInNoise() throws IOException {
    List<Noises> noises = List.of(Noises.WHITE, Noises.PINK, Noises.BROWN, Noises.MAINS_HUM, Noises.CRACKLE);
    return voices().flatMap(voice -> noises.stream()
        .map(noise -> Arguments.of(noise, voice.get()[0], voice.get()[1])));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("voicesInNoise")
  void of_speechInNoise10dBBelow_isUsable(Noises noise, String name, AudioClip speech) {
    assertThat(ReferenceQuality.of(mix(speech, noise, 10)).problems()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("voices")
  void of_speechInPinkNoiseAsLoud_isNoisy(String name, AudioClip speech) {
    ReferenceQuality quality = ReferenceQuality.of(mix(speech, Noises.PINK, 0));

    assertThat(Stream.concat(quality.problems().stream(), quality.warnings().stream()))
        .extracting(ReferenceQuality.Finding::code)
        .containsAnyOf("reference_noisy", "reference_mostly_noise");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("voices")
  void of_speechInPinkNoise15dBAbove_isMostlyNoise(String name, AudioClip speech) {
    assertThat(codes(ReferenceQuality.of(mix(speech, Noises.PINK, -15)).problems()))
        .containsExactly("reference_mostly_noise");
  }

  static Stream<Arguments> noises() {
    return Arrays.stream(Noises.values())
        .flatMap(noise -> Stream.of(8_000, 22_050, 48_000).map(rate -> Arguments.of(noise, rate)));
  }

  @ParameterizedTest(name = "{0} at {1} Hz")
  @MethodSource("noises")
  void of_noise_isMostlyNoise(Noises noise, int sampleRate) {
    ReferenceQuality quality = ReferenceQuality.of(new AudioClip(noise.at(sampleRate), sampleRate));

    assertThat(codes(quality.problems())).containsExactly("reference_mostly_noise");
    assertThat(quality.problems().get(0).message()).contains("Record one person speaking in a quiet room");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"mp3, libmp3lame, 32k", "opus, libopus, 12k", "m4a, aac, 32k"})
  void of_speechFromALossyFormat_isGood(String format) throws Exception {
    String[] parts = format.split(", ");
    byte[] file = FfmpegEncoder.encode("voice-a-22k.wav", parts[0], "-c:a %s -b:a %s".formatted(parts[1], parts[2]));

    ReferenceQuality quality = ReferenceQuality.of(new AudioDecoder(DecodingLimits.DEFAULTS).decode(file));

    assertThat(quality.problems()).isEmpty();
    assertThat(quality.warnings()).isEmpty();
  }

  @ParameterizedTest(name = "{0} s → {1} {2}")
  @CsvSource({
    "0.4, reference_too_short,", "2.99, reference_too_short,",
    "3, , reference_short", "5.99, , reference_short",
    "6, ,", "30, ,",
    "30.1, , reference_long", "119, , reference_long"
  })
  void of_lengthOfSpeech_isJudged(double seconds, String problem, String warning) {
    ReferenceQuality quality = ReferenceQuality.of(new RecordingMeasurements(seconds, -20, 0.0001, 5.5));

    assertThat(codes(quality.problems())).isEqualTo(Stream.ofNullable(problem).toList());
    assertThat(codes(quality.warnings())).isEqualTo(Stream.ofNullable(warning).toList());
  }

  @Test
  void of_shortSpeechInALongRecording_countsOnlyTheSpeech() {
    AudioClip speech = Speech.of("voice-b-short-22k.wav");
    AudioClip room = new AudioClip(Signals.noise(10 * speech.sampleRate(), 0.001, 1), speech.sampleRate());

    ReferenceQuality quality = ReferenceQuality.of(join(room, speech, room));

    assertThat(codes(quality.problems())).containsExactly("reference_too_short");
    assertThat(quality.problems().get(0).message())
        .startsWith("The recording holds 2.4 s of speech").contains("at least 3 s").contains("Send 6 to 30 s");
  }

  @ParameterizedTest(name = "{0} dB → {1} {2}")
  @CsvSource({
    "0, ,", "-15, ,",
    "-24, , reference_quiet", "-34, , reference_quiet",
    "-40, reference_silent,", "-90, reference_silent,"
  })
  void of_quieterSpeech_isWarnedOfThenRefused(double gain, String problem, String warning) {
    ReferenceQuality quality = ReferenceQuality.of(amplified(Speech.of("voice-a-22k.wav"), gain));

    assertThat(codes(quality.problems())).isEqualTo(Stream.ofNullable(problem).toList());
    assertThat(codes(quality.warnings())).isEqualTo(Stream.ofNullable(warning).toList());
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1, 100, 22_050, 220_500})
  void of_digitalSilence_isSilentAndNothingElse(int length) {
    ReferenceQuality quality = ReferenceQuality.of(new AudioClip(new float[length], 22_050));

    assertThat(codes(quality.problems())).containsExactly("reference_silent");
    assertThat(quality.problems().get(0).message()).contains("Check that the microphone was on");
    assertThat(quality.warnings()).isEmpty();
  }

  @Test
  void of_singleClickInSilence_isSilent() {
    float[] click = new float[220_500];
    Arrays.fill(click, 100_000, 100_050, 0.9f);

    assertThat(codes(ReferenceQuality.of(new AudioClip(click, 22_050)).problems())).containsExactly("reference_silent");
  }

  @ParameterizedTest(name = "{1} of {0} cut off → {2} {3}")
  @CsvSource({
    "voice-a-22k.wav, 0.0001, ,",
    "voice-a-22k.wav, 0.005, , reference_clipped",
    "voice-a-22k.wav, 0.03, reference_heavily_clipped,",
    "voice-a-22k.wav, 0.2, reference_heavily_clipped,",
    "voice-b-8k.wav, 0.005, , reference_clipped",
    "voice-b-8k.wav, 0.03, reference_heavily_clipped,",
  })
  void of_clippedSpeech_isWarnedOfThenRefused(String file, double share, String problem, String warning) {
    ReferenceQuality quality = ReferenceQuality.of(clipped(Speech.of(file), share, 1));

    assertThat(codes(quality.problems())).isEqualTo(Stream.ofNullable(problem).toList());
    assertThat(codes(quality.warnings())).isEqualTo(Stream.ofNullable(warning).toList());
  }

  @Test
  void of_clippedSpeechTurnedDownSince_isStillHeavilyClipped() {
    ReferenceQuality quality = ReferenceQuality.of(clipped(Speech.of("voice-a-22k.wav"), 0.05, 0.3));

    assertThat(codes(quality.problems())).containsExactly("reference_heavily_clipped");
    assertThat(quality.problems().get(0).message()).contains("Lower the level of the microphone");
  }

  @Test
  void of_clippedOpus_isStillHeavilyClipped() throws Exception {
    Path wav = Files.createTempFile("clipped", ".wav");
    Files.write(wav, WavFile.encode(clipped(Speech.of("voice-a-22k.wav"), 0.1, 1)));
    byte[] opus = FfmpegEncoder.run("opus", "-i", wav.toString(), "-c:a", "libopus", "-b:a", "48k");
    Files.delete(wav);

    ReferenceQuality quality = ReferenceQuality.of(new AudioDecoder(DecodingLimits.DEFAULTS).decode(opus));

    assertThat(codes(quality.problems())).containsExactly("reference_heavily_clipped");
  }

  private static List<String> codes(List<ReferenceQuality.Finding> findings) {
    return findings.stream().map(ReferenceQuality.Finding::code).toList();
  }

  private static AudioClip demo(String name) throws IOException {
    return WavFile.decode(Files.readAllBytes(Path.of("src/test/resources/coqui/audio", name + ".wav")));
  }

  private static AudioClip join(AudioClip... clips) {
    float[] joined = new float[0];
    for (AudioClip clip : clips) {
      int at = joined.length;
      joined = Arrays.copyOf(joined, at + clip.samples().length);
      System.arraycopy(clip.samples(), 0, joined, at, clip.samples().length);
    }
    return new AudioClip(joined, clips[0].sampleRate());
  }

  private static AudioClip amplified(AudioClip clip, double decibels) {
    float[] samples = clip.samples().clone();
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) Signals.amplitude(decibels);
    }
    return new AudioClip(samples, clip.sampleRate());
  }

  /** The speech with noise at a level of {@code -signalToNoise} dB relative to it. */
  private static AudioClip mix(AudioClip speech, Noises kind, double signalToNoise) {
    float[] noise = kind.at(speech.sampleRate());
    float[] mixed = Arrays.copyOf(speech.samples(), Math.min(speech.samples().length, noise.length));
    double difference = Decibels.level(mixed, 0, mixed.length) - Decibels.level(noise, 0, mixed.length);
    double gain = Signals.amplitude(difference - signalToNoise);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] += (float) (gain * noise[i]);
    }
    return new AudioClip(mixed, speech.sampleRate());
  }

  /** The speech so loud that this share of its samples is cut off at full scale, then turned down. */
  private static AudioClip clipped(AudioClip speech, double share, double gain) {
    float[] sorted = new float[speech.samples().length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(speech.samples()[i]);
    }
    Arrays.sort(sorted);
    float limit = sorted[(int) ((1 - share) * sorted.length)];
    float[] clipped = speech.samples().clone();
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (float) (gain * Math.max(-1, Math.min(1, clipped[i] / limit)));
    }
    return new AudioClip(clipped, speech.sampleRate());
  }
}
