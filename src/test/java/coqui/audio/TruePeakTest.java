package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.AudioClip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TruePeakTest {

  /**
   * EBU Tech 3341, test signals 15 to 19: rate ÷ frequency, phase, amplitude, and what a meter shows +0.2 / −0.4
   * dB.
   */
  @ParameterizedTest(name = "rate / {0} at {1}°, amplitude {2}")
  @CsvSource({"4, 0, 0.5, -6", "4, 45, 0.5, -6", "6, 60, 0.5, -6", "8, 67.5, 0.5, -6", "4, 45, 1.41, 3"})
  void truePeakDbfs_ebuTestSignal_isAsRequired(int divisor, double degrees, double amplitude, double expected) {
    assertThat(Loudness.truePeakDbfs(sine(1.0 / divisor, degrees, amplitude)))
        .isBetween(expected - 0.4, expected + 0.2);
  }

  /**
   * Eightfold oversampling misses the top of a sine by up to half an eighth of a sample: cos(π f / 8), 0.12 dB
   * here.
   */
  @ParameterizedTest(name = "{0} of the rate")
  @ValueSource(doubles = {0.01, 0.1, 0.21, 0.25, 0.31, 1 / 3.0, 0.38, 0.4, 0.42})
  void truePeakDbfs_sineOfTheLowerFiveSixths_isItsAmplitudeWithin013Decibels(double frequency) {
    for (double degrees = 0; degrees < 180; degrees += 7) {
      assertThat(Loudness.truePeakDbfs(sine(frequency, degrees, 1))).isCloseTo(0, within(0.13));
    }
  }

  @ParameterizedTest(name = "{0} of the rate")
  @ValueSource(doubles = {0.01, 0.1, 0.21, 0.25})
  void truePeakDbfs_sineOfTheLowerHalf_isItsAmplitudeWithin005Decibels(double frequency) {
    for (double degrees = 0; degrees < 180; degrees += 7) {
      assertThat(Loudness.truePeakDbfs(sine(frequency, degrees, 1))).isCloseTo(0, within(0.05));
    }
  }

  @Test
  void truePeakDbfs_silence_isNegativeInfinity() {
    assertThat(Loudness.truePeakDbfs(new AudioClip(new float[100], 24000))).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Loudness.truePeakDbfs(new AudioClip(new float[0], 24000))).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest(name = "{0} samples")
  @ValueSource(ints = {1, 2, 31, 1023, 1024, 1025, 5000})
  void envelope_anyLength_agreesWithInterpolatingEachPlace(int length) {
    float[] noise = Signals.noise(length, 1, length);

    float[] envelope = TruePeak.envelope(noise);

    for (int i = 0; i < length; i++) {
      double highest = Math.abs(noise[i]);
      for (int eighth = -7; eighth <= 7; eighth++) {
        highest = Math.max(highest, Math.abs(interpolated(noise, i + eighth / 8.0)));
      }
      assertThat((double) envelope[i]).isCloseTo(highest, within(1e-5));
    }
  }

  private static double interpolated(float[] samples, double place) {
    KaiserWindow window = new KaiserWindow(6);
    double sum = 0;
    for (int j = 0; j < samples.length; j++) {
      double distance = j - place;
      if (Math.abs(distance) < 16) {
        double sinc = distance == 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
        sum += samples[j] * sinc * window.at(distance / 16);
      }
    }
    return sum;
  }

  /** Faded at its ends, where a sound that begins or stops abruptly has higher peaks than its amplitude. */
  private static AudioClip sine(double frequency, double degrees, double amplitude) {
    float[] samples = new float[4800];
    for (int i = 0; i < samples.length; i++) {
      double fade = Math.min(1, Math.min(i, samples.length - 1 - i) / 480.0);
      samples[i] = (float) (amplitude * fade * Math.sin(2 * Math.PI * frequency * i + Math.toRadians(degrees)));
    }
    return new AudioClip(samples, 48000);
  }
}
