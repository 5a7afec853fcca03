package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.ArchiveFiles;
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
import org.junit.jupiter.params.provider.EnumSource;
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

  /** Each window as soon as there are enough latents for it. */
  private static Waveform streamed(XttsDevice device, float[] latents, double speed) {
    int count = latents.length / WIDTH;
    Waveform streamed = Waveform.streamed(device.model(), SmallModel.VOICE.speakerEmbedding(), speed);
    for (int codes = 1; codes < count; codes++) {
      while (streamed.canGoOn(codes)) {
        streamed.next(Arrays.copyOf(latents, codes * WIDTH));
      }
    }
    while (!streamed.finished()) {
      streamed.next(latents);
    }
    return streamed;
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
      // Measured: 123 dB; convolutions of other lengths add up in another order
      new SignalToNoise().check(count + " codes", streamed(device, latents, speed).samples(),
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
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void vocode_oneChannelInTheLastStage_isHeard(Precision precision, @TempDir Path folder) {
    XttsSizes narrow = new XttsSizes(1, WIDTH, 2, 1_000, 50, 20, 20, 16, 24, List.of(1, 1, 1, 1), List.of(8, 8, 8, 8));
    RandomCheckpoint.write(
        folder, Path.of("src/main/resources/demo/vocab.json"), narrow, 1, ConversionProgress.IGNORED);
    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    Path archive = new ModelArchives(folder).archiveOf(
        checkpoint, new Precisions(Precision.FLOAT32, precision), ConversionProgress.IGNORED);
    float[] speaker = checkpoint.voices().values().iterator().next().speakerEmbedding();

    try (XttsDevice narrowDevice = XttsDevice.load(archive, checkpoint.config(), 1, 1, Guards.OFF)) {
      float[] samples = Waveform.of(narrowDevice.model(), latents(10), speaker, 1);

      assertThat(samples).hasSize(10 * 4 * 24_000 / 22_050 * 256);
      assertThat(samples).doesNotContain(Float.NaN);
      assertThat(IntStream.range(0, samples.length).mapToDouble(i -> Math.abs(samples[i])).max().orElse(0))
          .isPositive();
    }
  }

  /** Windows of other lengths would add up in another order, and what is rounded afterwards differ by 60 dB. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.7, 2.5})
  void vocode_bfloat16WhileLatentsCome_givesTheSamplesOfTheWholeToTheBit(double speed) {
    float[] speaker = SmallModel.VOICE.speakerEmbedding();
    for (int count : new int[] {1, 17, 40, 230}) {
      float[] latents = latents(count);

      assertThat(streamed(bfloat16, latents, speed).samples()).as("%d codes", count)
          .isEqualTo(Waveform.of(bfloat16.model(), latents, speaker, speed));
    }
  }

  @Test
  void vocode_bfloat16_isNearFloat32() {
    float[] latents = latents(120);
    float[] rounded = Waveform.of(bfloat16.model(), latents, SmallModel.VOICE.speakerEmbedding(), 1);

    // Measured: 38.6 dB
    new SignalToNoise().check("bfloat16", rounded, vocode(latents), 36);
  }

  /** A window that did not hear enough of its neighbours would be further from float32 at its ends than within. */
  @Test
  void vocode_bfloat16AtTheSeams_isAsNearToFloat32AsElsewhere() {
    float[] latents = latents(230);
    float[] exact = vocode(latents);
    float[] rounded = Waveform.of(bfloat16.model(), latents, SmallModel.VOICE.speakerEmbedding(), 1);
    List<float[]> windows = streamed(bfloat16, latents, 1).windows();
    assertThat(windows).hasSizeGreaterThan(4);
    int around = 128;
    float[] exactSeams = new float[(windows.size() - 1) * 2 * around];
    float[] roundedSeams = new float[exactSeams.length];
    int seam = 0;
    for (int i = 0; i < windows.size() - 1; i++) {
      seam += windows.get(i).length;
      System.arraycopy(exact, seam - around, exactSeams, i * 2 * around, 2 * around);
      System.arraycopy(rounded, seam - around, roundedSeams, i * 2 * around, 2 * around);
    }

    new SignalToNoise().check("seams", roundedSeams, exactSeams, 33);
  }

  /** For a PyTorch without oneDNN. What both round after sums in another order is no nearer than bfloat16 to float32. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void vocode_archiveForAnyProcessor_soundsTheSame(Precision precision, @TempDir Path scratch) {
    Path archive = ArchiveFiles.plain(scratch).archiveOf(
        SmallModel.FOLDER, new Precisions(Precision.FLOAT32, precision), ConversionProgress.IGNORED);
    float[] latents = latents(60);
    float[] speaker = SmallModel.VOICE.speakerEmbedding();
    try (XttsDevice plain = XttsDevice.load(archive, SmallModel.CONFIG, 1, 1, Guards.OFF)) {
      new SignalToNoise().check(precision.toString(), Waveform.of(plain.model(), latents, speaker, 1),
          Waveform.of(device(precision).model(), latents, speaker, 1), precision == Precision.FLOAT32 ? 100 : 33);
    }
  }

  @Test
  void vocode_anyLength_lastsAsLongAsItsCodes() {
    for (int count : new int[] {1, 2, 117, 118, 119, 600}) {
      int frames = count * 4 * 24_000 / 22_050;
      assertThat(vocode(latents(count))).as("%d codes", count).hasSize(frames * 256);
    }
  }
}
