package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.reference.NpzFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The conditioning filter against what torchaudio's {@code resample} made of the same samples. */
class ResamplerReferenceTest {

  private static final NpzFile REFERENCE = NpzFile.read(NpzFile.directory().resolve("resample.npz"));

  static Stream<Arguments> pairs() {
    return REFERENCE.names().stream()
        .filter(name -> name.contains("_to_"))
        .map(name -> name.split("_to_"))
        .map(rates -> Arguments.of(Integer.parseInt(rates[0]), Integer.parseInt(rates[1])));
  }

  @ParameterizedTest(name = "{0} → {1} Hz")
  @MethodSource("pairs")
  void resample_conditioningFilter_equalsTorchaudio(int fromRate, int toRate) {
    float[] expected = REFERENCE.floats(fromRate + "_to_" + toRate);
    float[] resampled =
        Resampler.resample(REFERENCE.floats("input"), fromRate, toRate, ResamplingFilter.CONDITIONING);

    assertThat(resampled).hasSameSizeAs(expected);
    // float32 sums on torchaudio's side leave about 130 dB
    assertThat(Decibels.signalToNoise(expected, resampled)).isGreaterThan(120);
  }
}
