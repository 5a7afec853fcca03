package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LoudnessStreamTest {

  /** In pieces of half a second, as the engine gives them. */
  private static AudioClip streamed(LoudnessNormalizer normalizer, AudioClip clip) {
    LoudnessStream stream = normalizer.stream(clip.sampleRate());
    float[] result = new float[0];
    float[] samples = clip.samples();
    for (int from = 0; from < samples.length; from += clip.sampleRate() / 2) {
      int to = Math.min(samples.length, from + clip.sampleRate() / 2);
      result = Samples.joined(result, stream.add(Arrays.copyOfRange(samples, from, to)));
    }
    return new AudioClip(Samples.joined(result, stream.finish()), clip.sampleRate());
  }

  static Stream<Arguments> speechAtTargets() {
    return Speech.files().stream().flatMap(file -> Stream.of(-27.0, -23.0, -18.0, -16.0)
        .map(target -> Arguments.of(file, target)));
  }

  @ParameterizedTest(name = "{0} to {1} LUFS")
  @MethodSource("speechAtTargets")
  void add_speech_comesNearTheTargetBelowTheMaximumPeak(String file, double target) {
    AudioClip streamed = streamed(new LoudnessNormalizer(target, -1), Speech.of(file));

    // Measured: within 0.6 LU; 1.4 LU where peaks are limited, which here nobody makes up for
    assertThat(Loudness.integratedLufs(streamed)).isCloseTo(target, within(1.5));
    assertThat(Loudness.truePeakDbfs(streamed)).isLessThanOrEqualTo(-1);
  }

  @Test
  void add_silenceFirst_isNotRaised() {
    float[] samples = Samples.joined(new float[24_000], Signals.noise(48_000, 0.1, 1));

    float[] streamed = streamed(LoudnessNormalizer.DEFAULT, new AudioClip(samples, 24_000)).samples();

    assertThat(Arrays.copyOf(streamed, 24_000)).containsOnly(0);
    assertThat(Loudness.integratedLufs(new AudioClip(streamed, 24_000))).isCloseTo(-18, within(1.0));
  }

  @Test
  void add_loudnessThatJumps_isFollowedByThreeDecibelsASecondAtMost() {
    float[] samples = Samples.joined(Signals.noise(96_000, 0.02, 1), Signals.noise(96_000, 0.2, 2));

    float[] streamed = streamed(new LoudnessNormalizer(-35, -1), new AudioClip(samples, 24_000)).samples();

    double before = Decibels.level(streamed, 90_000, 96_000) - Decibels.level(samples, 90_000, 96_000);
    double after = Decibels.level(streamed, 96_000, 108_000) - Decibels.level(samples, 96_000, 108_000);
    assertThat(before - after).isBetween(0.0, 2.0);
  }
}
