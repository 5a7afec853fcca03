package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.checkpoint.RandomCheckpoint;
import coqui.checkpoint.XttsSizes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long sequences, which are generated in windows. That the vocoder is right, {@link ReferenceTest} shows. */
class VocoderTest {

  private static final int WIDTH = SmallModel.CONFIG.gptWidth();

  /** As many latents as a whole number of frames: 588 before, 640 after the change of rate from 22,050 to 24,000 Hz. */
  private static final int SHIFT_LATENTS = 147;
  private static final int SHIFT_SAMPLES = 640 * 256;

  /** More than the frames that one hears to its side. */
  private static final int EDGE_SAMPLES = 40 * 256;

  private static final Precisions BFLOAT16 = new Precisions(Precision.FLOAT32, Precision.BFLOAT16);

  private static XttsDevice device;
  private static XttsDevice bfloat16;

  @BeforeAll
  static void load() {
    device = SmallModel.device();
    bfloat16 = XttsDevice.load(SmallModel.archive(BFLOAT16), SmallModel.CONFIG, 1, 1, Guards.OFF);
  }

  @AfterAll
  static void close() {
    device.close();
    bfloat16.close();
  }

  private static XttsDevice device(Precision precision) {
    return precision == Precision.FLOAT32 ? device : bfloat16;
  }

  private static float[] latents(int count) {
    Random random = new Random(5);
    float[] latents = new float[count * WIDTH];
    for (int i = 0; i < latents.length; i++) {
      latents[i] = (float) random.nextGaussian();
    }
    return latents;
  }

  private static float[] vocode(float[] latents) {
    return Waveform.of(device.model(), latents, SmallModel.VOICE.speakerEmbedding(), 1);
  }

  @Test
  void vocode_otherWindows_giveTheSameSamples() {
    float[] latents = latents(500);
    float[] whole = vocode(latents);

    float[] later = vocode(Arrays.copyOfRange(latents, SHIFT_LATENTS * WIDTH, latents.length));

    // Measured: 118 dB, what float32 positions of frames allow; 38 dB where windows hear nothing of their neighbours
    new SignalToNoise().check("windows",
        Arrays.copyOfRange(later, EDGE_SAMPLES, later.length),
        Arrays.copyOfRange(whole, SHIFT_SAMPLES + EDGE_SAMPLES, whole.length), 100);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 0.7, 0.93, 0.99, 0.9999, 1.01, 1.3, 2.5})
  void vocode_whileLatentsCome_givesTheSamplesOfTheWhole(double speed) {
    float[] speaker = SmallModel.VOICE.speakerEmbedding();
    for (int count : new int[] {1, 2, 15, 16, 17, 40, 77, 230}) {
      float[] latents = latents(count);
      Waveform streamed = Waveform.streamed(device.model(), speaker, speed);
      for (int codes = 1; codes < count; codes++) {
        while (streamed.canGoOn(codes)) {
          streamed.next(Arrays.copyOf(latents, codes * WIDTH));
        }
      }
      while (!streamed.finished()) {
        streamed.next(latents);
      }

      // Measured: 123 dB; convolutions of other lengths add up in another order
      new SignalToNoise().check(count + " codes", streamed.samples(),
          Waveform.of(device.model(), latents, speaker, speed), 100);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 0.7, 0.9, 1.01, 1.3, 2.5})
  void settledFrames_moreLatentsFollow_soundTheSame(double speed) {
    float[] speaker = SmallModel.VOICE.speakerEmbedding();
    float[] latents = latents(120);
    for (int codes = 30; codes <= 60; codes++) {
      int settled = device.model().settledFrames(codes, speed);
      int end = settled - device.model().vocoderReach();
      float[] first =
          device.model().vocode(Arrays.copyOf(latents, codes * WIDTH), speaker, speed, end - 1, end);

      // Measured: 118 dB, since vectors of floats end elsewhere
      new SignalToNoise().check("the last of %d frames that %d codes decide".formatted(end, codes),
          first, device.model().vocode(latents, speaker, speed, end - 1, end), 100);
      assertThat(settled).as("%d codes", codes)
          .isBetween(device.model().frames(codes, speed) - mostUnsettled(speed), device.model().frames(codes, speed));
    }
  }

  /** Each of three stretchings leaves half an input and half an output open, and less than one more by rounding. */
  private static int mostUnsettled(double speed) {
    double frames = 0.5 / speed + 1.5;
    for (double factor : new double[] {4, 24_000 / 22_050.0}) {
      frames = (frames + 0.5) * factor + 1.5;
    }
    return (int) Math.ceil(frames);
  }

  /** oneDNN refuses a single channel where it takes two. */
  @Test
  void vocode_oneChannelInTheLastStage_isHeard(@TempDir Path folder) {
    XttsSizes narrow = new XttsSizes(1, WIDTH, 2, 1_000, 50, 20, 20, 16, 24, List.of(1, 1, 1, 1), List.of(8, 8, 8, 8));
    RandomCheckpoint.write(
        folder, Path.of("src/main/resources/demo/vocab.json"), narrow, 1, ConversionProgress.IGNORED);
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    Path archive = new ModelArchives(folder).archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    float[] speaker = checkpoint.voices().values().iterator().next().speakerEmbedding();

    try (XttsDevice narrowDevice = XttsDevice.load(archive, checkpoint.config(), 1, 1, Guards.OFF)) {
      float[] samples = Waveform.of(narrowDevice.model(), latents(10), speaker, 1);

      assertThat(samples).hasSize(10 * 4 * 24_000 / 22_050 * 256);
      assertThat(samples).doesNotContain(Float.NaN);
      assertThat(IntStream.range(0, samples.length).mapToDouble(i -> Math.abs(samples[i])).max().orElse(0))
          .isPositive();
    }
  }

  @Test
  void vocode_bfloat16Windows_areWhat() {
    float[] latents = latents(500);
    float[] speaker = SmallModel.VOICE.speakerEmbedding();
    float[] whole = Waveform.of(bfloat16.model(), latents, speaker, 1);
    float[] later = Waveform.of(bfloat16.model(), Arrays.copyOfRange(latents, SHIFT_LATENTS * WIDTH, latents.length), speaker, 1);
    SignalToNoise snr = new SignalToNoise();
    snr.check("windows",
        Arrays.copyOfRange(later, EDGE_SAMPLES, later.length),
        Arrays.copyOfRange(whole, SHIFT_SAMPLES + EDGE_SAMPLES, whole.length), 0);
    snr.check("float32", whole, vocode(latents), 0);
    for (int count : new int[] {1, 2, 15, 16, 17, 40, 77, 230}) {
      latents = latents(count);
      Waveform streamed = Waveform.streamed(bfloat16.model(), speaker, 1);
      for (int codes = 1; codes < count; codes++) {
        while (streamed.canGoOn(codes)) {
          streamed.next(Arrays.copyOf(latents, codes * WIDTH));
        }
      }
      while (!streamed.finished()) {
        streamed.next(latents);
      }
      snr.check(count + " codes", streamed.samples(), Waveform.of(bfloat16.model(), latents, speaker, 1), 0);
    }
    System.out.println(snr);
  }

  @Test
  void vocode_anyLength_lastsAsLongAsItsCodes() {
    for (int count : new int[] {1, 2, 117, 118, 119, 600}) {
      int frames = count * 4 * 24_000 / 22_050;
      assertThat(vocode(latents(count))).as("%d codes", count).hasSize(frames * 256);
    }
  }
}
