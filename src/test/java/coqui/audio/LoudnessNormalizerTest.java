package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoudnessNormalizerTest {

  private static final LoudnessNormalizer NORMALIZER = LoudnessNormalizer.DEFAULT;

  static Stream<Arguments> speechAtTargets() {
    return Speech.files().stream().flatMap(file -> Stream.of(-27.0, -23.0, -18.0, -16.0)
        .map(target -> Arguments.of(file, target)));
  }

  @ParameterizedTest(name = "{0} to {1} LUFS")
  @MethodSource("speechAtTargets")
  void normalize_speech_reachesTheTargetBelowTheMaximumPeak(String file, double target) {
    AudioClip normalized = new LoudnessNormalizer(target, -1).normalize(Speech.of(file));

    assertThat(Loudness.integratedLufs(normalized)).isCloseTo(target, within(0.1));
    assertThat(Loudness.truePeakDbfs(normalized)).isLessThanOrEqualTo(-1);
  }

  @ParameterizedTest(name = "{0} to {1} LUFS")
  @MethodSource("speechAtTargets")
  void normalize_normalizedSpeech_isReturnedAsItIs(String file, double target) {
    LoudnessNormalizer normalizer = new LoudnessNormalizer(target, -1);
    AudioClip normalized = normalizer.normalize(Speech.of(file));

    assertThat(normalizer.normalize(normalized)).isSameAs(normalized);
  }

  @Test
  void normalize_peaksThatFit_changesOnlyTheGain() {
    AudioClip speech = Speech.of("voice-a-22k.wav");

    float[] normalized = new LoudnessNormalizer(-25, -1).normalize(speech).samples();

    double gain = Signals.amplitude(-25 - Loudness.integratedLufs(speech));
    for (int i = 0; i < normalized.length; i++) {
      assertThat(normalized[i]).isCloseTo((float) (speech.samples()[i] * gain), within(1e-6f));
    }
  }

  @Test
  void normalize_onePeakTooHigh_leavesTheRestAlone() {
    float[] samples = Signals.noise(24000 * 4, 0.3, 1);
    samples[48000] = 1.5f;

    float[] normalized = new LoudnessNormalizer(-15, -1).normalize(new AudioClip(samples, 24000)).samples();

    double gain = normalized[100] / samples[100];
    for (int i = 0; i < samples.length; i++) {
      double expected = samples[i] * gain;
      if (Math.abs(i - 48000) > 2 * 480 + 1) {
        assertThat((double) normalized[i]).isCloseTo(expected, within(1e-6));
      } else {
        assertThat(Math.abs(normalized[i])).isLessThanOrEqualTo((float) Math.abs(expected) + 1e-6f);
      }
    }
  }

  @Test
  void normalize_noise_isNotBlownUpByMoreThan30Decibels() {
    AudioClip noise = new AudioClip(Signals.noise(48000, 1e-3, 1), 24000);

    double raised = Loudness.integratedLufs(NORMALIZER.normalize(noise)) - Loudness.integratedLufs(noise);

    assertThat(raised).isCloseTo(30, within(0.01));
  }

  @Test
  void normalize_loneClicks_stayBelowTheMaximumPeak() {
    float[] clicks = new float[48000];
    for (int i = 0; i < clicks.length; i += 4800) {
      clicks[i] = 1;
    }

    assertThat(Loudness.truePeakDbfs(NORMALIZER.normalize(new AudioClip(clicks, 24000)))).isLessThanOrEqualTo(-1);
  }

  @Test
  void normalize_quietToneUnderLoneClicks_isRaisedByTheLimitersBound() {
    float[] tone = Signals.tone(400, 0.01, 24000, 2);
    for (int i = 2400; i < tone.length; i += 4800) {
      tone[i] = 1;
    }

    float[] normalized = NORMALIZER.normalize(new AudioClip(tone, 24000)).samples();

    // peaks of 0 dBFS may go 12 dB beyond the ceiling of −1.1 dBFS before they are limited
    assertThat(20 * Math.log10(normalized[4815] / tone[4815])).isCloseTo(10.9, within(0.05));
  }

  @Test
  void normalize_limitedSpeech_leavesATenthOfADecibelForOtherMeters() {
    AudioClip normalized = new LoudnessNormalizer(-16, -1).normalize(Speech.of("voice-b-8k.wav"));

    assertThat(Loudness.truePeakDbfs(normalized)).isCloseTo(-1.1, within(1e-4));
  }

  @Test
  void normalize_clipBeyondFullScale_isBroughtBelowTheMaximumPeak() {
    AudioClip loud = new AudioClip(Signals.tone(300, 40, 24000, 1), 24000);

    AudioClip normalized = NORMALIZER.normalize(loud);

    assertThat(Loudness.integratedLufs(normalized)).isCloseTo(-18, within(0.1));
  }

  @Test
  void normalize_inaudibleButHighOffset_isBroughtBelowTheMaximumPeak() {
    float[] offset = new float[24000 * 5];
    for (int i = 0; i < offset.length; i++) {
      offset[i] = (float) (2 * Math.pow(Math.sin(Math.PI * i / offset.length), 2));
    }

    AudioClip clip = new AudioClip(offset, 24000);
    assertThat(Loudness.integratedLufs(clip)).isEqualTo(Double.NEGATIVE_INFINITY);

    AudioClip normalized = NORMALIZER.normalize(clip);

    assertThat(Loudness.truePeakDbfs(normalized)).isLessThanOrEqualTo(-1);
    assertThat(normalized.samples()[100]).isLessThanOrEqualTo(offset[100]); // not raised either
  }

  @ParameterizedTest(name = "{0} samples")
  @CsvSource({"0", "1", "24000"})
  void normalize_silence_staysSilence(int length) {
    AudioClip silence = new AudioClip(new float[length], 24000);

    assertThat(NORMALIZER.normalize(silence).samples()).containsExactly(new float[length]);
    assertThat(NORMALIZER.level(silence).samples()).containsExactly(new float[length]);
  }

  @Test
  void normalize_sampleThatIsNoNumber_returnsTheClipAsItIs() {
    float[] samples = Signals.tone(300, 0.1, 24000, 1);
    samples[7] = Float.NaN;
    AudioClip clip = new AudioClip(samples, 24000);

    assertThat(NORMALIZER.normalize(clip)).isSameAs(clip);
    assertThat(NORMALIZER.level(clip)).isSameAs(clip);
  }

  @Test
  void normalize_clip_isLeftAlone() {
    AudioClip speech = Speech.of("voice-b-short-22k.wav");
    float[] copy = speech.samples().clone();

    NORMALIZER.normalize(speech);

    assertThat(speech.samples()).containsExactly(copy);
  }

  @Test
  void normalize_quantizedTo16Bits_keepsLoudnessAndPeak() {
    AudioClip normalized = NORMALIZER.normalize(Speech.of("voice-a-22k.wav"));

    AudioClip heard = WavFile.decode(WavFile.encode(normalized));

    assertThat(Loudness.integratedLufs(heard)).isCloseTo(-18, within(0.1));
    assertThat(Loudness.truePeakDbfs(heard)).isLessThanOrEqualTo(-1);
  }

  @Test
  void level_chunksOfDifferentLoudness_becomeEquallyLoud() {
    AudioClip speech = Speech.of("voice-a-22k.wav");
    AudioClip quieter = scaled(speech, 0.5);
    AudioClip louder = scaled(speech, 4);

    for (AudioClip chunk : List.of(speech, quieter, louder)) {
      assertThat(Loudness.integratedLufs(NORMALIZER.level(chunk))).isCloseTo(-18, within(0.001));
    }
  }

  @Test
  void level_faintChunk_isRaisedBy12DecibelsOnly() {
    AudioClip faint = scaled(Speech.of("voice-a-22k.wav"), 0.01);

    double raised = Loudness.integratedLufs(NORMALIZER.level(faint)) - Loudness.integratedLufs(faint);

    assertThat(raised).isCloseTo(12, within(0.001));
  }

  @ParameterizedTest(name = "{0} LUFS, {1} dBFS")
  @CsvSource({
    "-41, -1, target loudness is -41.0 LUFS", "0, -1, target loudness is 0.0 LUFS", "NaN, -1, target loudness is NaN",
    "-18, 0.1, maximum true peak is 0.1 dBFS", "-18, -21, maximum true peak is -21.0 dBFS"
  })
  void create_valueOutOfRange_isRefused(double target, double peak, String message) {
    assertThatThrownBy(() -> new LoudnessNormalizer(target, peak))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static AudioClip scaled(AudioClip clip, double gain) {
    float[] samples = Arrays.copyOf(clip.samples(), clip.samples().length);
    for (int i = 0; i < samples.length; i++) {
      samples[i] *= (float) gain;
    }
    return new AudioClip(samples, clip.sampleRate());
  }
}
