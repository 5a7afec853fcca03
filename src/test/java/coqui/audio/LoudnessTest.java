package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessTest {

  /** BS.1770-4, end of annex 1: a sine of 997 Hz at full scale in one channel has −3.01 LKFS. */
  @ParameterizedTest(name = "{0} Hz")
  @CsvSource({"22050, 0.05", "24000, 0.05", "44100, 0.02", "48000, 0.005", "96000, 0.01", "16000, 0.1", "8000, 0.25"})
  void integratedLufs_fullScale997Hertz_isMinus3(int rate, double tolerance) {
    AudioClip tone = new AudioClip(Signals.tone(997, 1, rate, 3), rate);

    assertThat(Loudness.integratedLufs(tone)).isCloseTo(-3.01, within(tolerance));
  }

  static Stream<Arguments> ebuSignals() {
    return Stream.of(
        ebu(1, -23, "20 s at −23"),
        ebu(2, -33, "20 s at −33"),
        ebu(3, -23, "10 s at −36, 60 s at −23, 10 s at −36"),
        ebu(4, -23, "10 s at −72, 10 s at −36, 60 s at −23, 10 s at −36, 10 s at −72"),
        ebu(5, -23, "20 s at −26, 20.1 s at −20, 20 s at −26"));
  }

  /** EBU Tech 3341, minimum requirements: 1 kHz sines. They are for two channels; one alone is 3.01 LU less loud. */
  @ParameterizedTest(name = "signal {0}: {2}")
  @MethodSource("ebuSignals")
  void integratedLufs_ebuTestSignal_isAsRequired(int number, double expectedStereo, String description) {
    AudioClip clip = new AudioClip(signal(description, 48000), 48000);

    assertThat(Loudness.integratedLufs(clip)).isCloseTo(expectedStereo - 3.01, within(0.1));
  }

  @ParameterizedTest(name = "signal {0} at 24 kHz")
  @MethodSource("ebuSignals")
  void integratedLufs_ebuTestSignalAt24Kilohertz_isAsRequired(int number, double expectedStereo, String description) {
    AudioClip clip = new AudioClip(signal(description, 24000), 24000);

    assertThat(Loudness.integratedLufs(clip)).isCloseTo(expectedStereo - 3.01, within(0.1));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void integratedLufs_changingNoise_agreesWithTheDefinition(long seed) {
    float[] noise = Signals.noise(48000 * 6 + 1234, 0.8, seed);
    for (int i = 0; i < noise.length; i++) {
      noise[i] *= (float) Math.pow(Math.sin(i * 2e-5 * seed), 8);
    }

    assertThat(Loudness.integratedLufs(new AudioClip(noise, 48000)))
        .isCloseTo(NaiveLoudness.integratedLufs(noise), within(1e-9));
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(doubles = {0.1, 0.25, 0.39})
  void integratedLufs_clipShorterThanABlock_isMeasuredWhole(double seconds) {
    AudioClip tone = new AudioClip(Signals.tone(1000, 0.1, 24000, seconds), 24000);

    assertThat(Loudness.integratedLufs(tone)).isCloseTo(-23.03, within(0.2));
  }

  @Test
  void integratedLufs_restAfterTheLastBlock_doesNotCount() {
    float[] tone = Signals.tone(1000, 0.1, 24000, 1);
    float[] longer = Arrays.copyOf(tone, tone.length + 2399);
    Arrays.fill(longer, tone.length, longer.length, 0.9f);

    assertThat(Loudness.integratedLufs(new AudioClip(longer, 24000)))
        .isEqualTo(Loudness.integratedLufs(new AudioClip(tone, 24000)));
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {0, 1, 100, 24000})
  void integratedLufs_silence_isNegativeInfinity(int length) {
    assertThat(Loudness.integratedLufs(new AudioClip(new float[length], 24000))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void integratedLufs_below70_isNegativeInfinity() {
    AudioClip tone = new AudioClip(Signals.tone(1000, Signals.amplitude(-70), 24000, 2), 24000);

    assertThat(Loudness.integratedLufs(tone)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({"NaN, 0", "NaN, 23999", "Infinity, 5000", "Infinity, 23999", "-Infinity, 23999", "NaN, 24700", "Infinity, 24799"})
  void integratedLufs_sampleThatIsNoNumber_isNotANumber(float sample, int place) {
    float[] samples = Signals.tone(1000, 0.1, 24000, 1.04); // 40 ms belong to no block
    samples[place] = sample;

    assertThat(Loudness.integratedLufs(new AudioClip(samples, 24000))).isNaN();
  }

  @Test
  void integratedLufs_rateTooLowForTheWeighting_isRefused() {
    assertThatThrownBy(() -> Loudness.integratedLufs(new AudioClip(new float[10], 3999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3999 Hz, expected at least 4000");
  }

  private static Arguments ebu(int number, double lufs, String description) {
    return Arguments.of(number, lufs, description);
  }

  /** "10 s at −36, 60 s at −23": a sine of 1 kHz whose peaks change. */
  private static float[] signal(String description, int rate) {
    float[] signal = new float[0];
    for (String part : description.split(", ")) {
      String[] words = part.replace('−', '-').split(" ");
      double amplitude = Signals.amplitude(Double.parseDouble(words[3]));
      float[] tone = Signals.tone(1000, amplitude, rate, Double.parseDouble(words[0]));
      int length = signal.length;
      signal = Arrays.copyOf(signal, length + tone.length);
      System.arraycopy(tone, 0, signal, length, tone.length);
    }
    return signal;
  }
}
