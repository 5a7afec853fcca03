package coqui.audio;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.AudioClip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** However a sound is cut into pieces, what becomes of them is what becomes of the whole. */
class StreamPropertyTest {

  /** In pieces of up to 700 samples, some of them empty. */
  private static List<float[]> pieces(float[] samples, Random random) {
    List<float[]> pieces = new ArrayList<>();
    for (int from = 0; from < samples.length; ) {
      int to = Math.min(samples.length, from + random.nextInt(700));
      pieces.add(Arrays.copyOfRange(samples, from, to));
      from = to;
    }
    return pieces;
  }

  private static float[] joined(List<float[]> pieces) {
    return pieces.stream().reduce(new float[0], Samples::joined);
  }

  @Property(tries = 300)
  void crossfade_anyPieces_giveWhatTheWholeGives(
      @ForAll @DoubleRange(max = 0.05) double seconds,
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 2500) Integer> lengths,
      @ForAll long seed) {
    Random random = new Random(seed);
    CrossfadeStream stream = new CrossfadeStream(8000, seconds);
    List<AudioClip> clips = new ArrayList<>();
    List<float[]> streamed = new ArrayList<>();
    for (int length : lengths) {
      float[] samples = Signals.noise(length, 0.5, random.nextLong());
      clips.add(new AudioClip(samples, 8000));
      pieces(samples, random).forEach(piece -> streamed.add(stream.add(piece)));
      streamed.add(stream.endClip());
    }
    streamed.add(stream.finish());

    assertThat(joined(streamed)).isEqualTo(NaiveCrossfade.join(clips, seconds));
  }

  @Property(tries = 200)
  void resample_anyPieces_giveWhatTheWholeGives(
      @ForAll @IntRange(min = 8000, max = 48000) int fromRate,
      @ForAll @IntRange(min = 8000, max = 48000) int toRate,
      @ForAll @IntRange(max = 5000) int length,
      @ForAll ResamplingFilter filter,
      @ForAll long seed) {
    float[] samples = Signals.noise(length, 0.5, seed);
    ResamplingStream stream = new ResamplingStream(fromRate, toRate, filter);
    List<float[]> streamed = new ArrayList<>();
    pieces(samples, new Random(seed)).forEach(piece -> streamed.add(stream.add(piece)));
    streamed.add(stream.finish());

    assertThat(joined(streamed)).isEqualTo(Resampler.resample(samples, fromRate, toRate, filter));
  }

  @Property(tries = 60)
  void loudness_anySoundInAnyPieces_keepsItsLengthAndStaysBelowTheMaximumPeak(
      @ForAll @DoubleRange(min = 0.01, max = 1) double amplitude,
      @ForAll @IntRange(min = 1, max = 60_000) int length,
      @ForAll long seed) {
    float[] samples = Signals.noise(length, amplitude, seed);
    samples[length / 2] = 1.5f;
    LoudnessStream stream = LoudnessNormalizer.DEFAULT.stream(24_000);
    List<float[]> streamed = new ArrayList<>();
    pieces(samples, new Random(seed)).forEach(piece -> streamed.add(stream.add(piece)));
    streamed.add(stream.finish());

    assertThat(joined(streamed)).hasSize(length);
    assertThat(Loudness.truePeakDbfs(new AudioClip(joined(streamed), 24_000))).isLessThanOrEqualTo(-1);
  }
}
