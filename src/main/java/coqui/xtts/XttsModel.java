package coqui.xtts;

import ai.djl.Device;
import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import coqui.speech.Voice;
import coqui.xtts.LoadedModel.Argument;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The stages of XTTS as Java methods, each one call into the TorchScript archive.
 *
 * <p>Device thread only. All arrays are row-major; the letters of the shapes are those of the package documentation.
 */
final class XttsModel implements AutoCloseable {

  private static final double LEAST_SPEED = 0.05;

  private final LoadedModel module;
  private final XttsConfig config;
  private final int latentCount;
  private final int samplesPerFrame;
  private final int vocoderReach;
  private final boolean roundsSound;
  private final int rowMultiple;

  private XttsModel(LoadedModel module, XttsConfig config, int sequences) {
    this.module = module;
    this.config = config;
    prepare(module);
    this.latentCount = Math.toIntExact(module.integer("latent_count"));
    this.samplesPerFrame = Math.toIntExact(module.integer("samples_per_frame"));
    this.vocoderReach = Math.toIntExact(module.integer("reach"));
    this.roundsSound = module.integer("rounds_sound") != 0;
    this.rowMultiple = Math.toIntExact(module.integer("row_multiple", Argument.of(sequences)));
  }

  /** Puts weights into the layouts that products want. PyTorch does that with one thread, for seconds, so two do it. */
  private static void prepare(LoadedModel module) {
    CompletableFuture<Long> part = CompletableFuture.supplyAsync(
        () -> {
          PyTorchRuntime.withoutOptimizer();
          return module.integer("prepare", Argument.of(1));
        },
        task -> new Thread(task, "xtts-prepare").start());
    try {
      module.integer("prepare", Argument.of(0));
    } finally {
      part.exceptionally(failed -> null).join();   // nobody may close the module before
    }
    try {
      part.join();
    } catch (CompletionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    }
  }

  /**
   * @param config of the checkpoint that the archive was made of
   * @param sequences how many a step can have
   * @throws RefusedArchiveException if PyTorch cannot load the archive
   */
  static XttsModel load(Path archive, XttsConfig config, int sequences, Device device) {
    LoadedModel module = LoadedModel.load(archive, device);
    try {
      return new XttsModel(module, config, sequences);
    } catch (RuntimeException | OutOfMemoryError e) {
      module.close();
      throw e;
    }
  }

  XttsConfig config() {
    return config;
  }

  /** What the model runs on: {@code cpu}, {@code gpu 0}. */
  String device() {
    return module.device();
  }

  /** N, how many conditioning latents the model makes of a recording. */
  int latentCount() {
    return latentCount;
  }

  /** Memory for {@code regions} sequences of up to {@code places} places. */
  KvCache kvCache(int regions, int places) {
    int headWidth = config.gptWidth() / config.gptHeads();
    return new KvCache(module, config.gptLayers(), config.gptHeads(), headWidth, regions, places);
  }

  /** Log mel spectrogram, [M, F], of audio [S] at 22.05 kHz. */
  float[] mel(float[] audio) {
    return module.tensor("mel", row(audio));
  }

  /** [D, F] of the conditioning encoder for a mel spectrogram [M, F]. */
  float[] encoder(float[] mel, int bands) {
    return module.tensor("encoder", Argument.of(mel, bands, mel.length / bands));
  }

  /**
   * What the GPT hears in one chunk, [S] at 22.05 kHz, of a recording: [N, D]. Source: Coqui {@code GPT.get_style_emb}.
   */
  float[] conditioningLatents(float[] audio) {
    return module.tensor("conditioning_latents", row(audio));
  }

  /** Power mel spectrogram, [M, F], of audio [S] at 16 kHz. */
  float[] speakerMel(float[] audio) {
    return module.tensor("speaker_mel", row(audio));
  }

  /** The timbre, [E] of unit length, in audio [S] at 16 kHz. Source: Coqui {@code ResNetSpeakerEncoder}. */
  float[] speakerEmbedding(float[] audio) {
    return module.tensor("speaker_embedding", row(audio));
  }

  /** Places of a prefix, {@code start} and those after it up to {@code end}. */
  record Piece(int start, int end) {}

  /**
   * Reads a piece of a request's prefix, its voice and text, into a region that holds the pieces before.
   *
   * @return about the first code, if this was the last piece; else of no meaning
   */
  Prediction prefill(ChunkRequest request, KvCache.Region region, Piece piece) {
    Voice voice = request.voice();
    float[][] result = module.tensors("prefill",
        Argument.of(voice.conditioningLatents(), voice.latentCount(), voice.width()),
        Argument.of(Arrays.stream(request.tokenIds()).asLongStream().toArray()),
        Argument.of(region.memory()),
        Argument.of(piece.start()),
        Argument.of(piece.end()));
    return new Prediction(result[0], result[1]);
  }

  /**
   * What a step reads of one sequence.
   *
   * @param code the last one
   * @param number how many codes there are with it
   * @param region of the sequence
   * @param filled how many places of the region hold keys and values; the code's own come next
   */
  record Row(int code, int number, KvCache.Region region, int filled) {}

  /**
   * One step of several sequences: each one's last code is written to its region. What is said about one does not
   * depend on the others, to the last bit.
   *
   * @param rows [B]
   * @return [B] about each one's next code
   */
  Prediction[] step(List<Row> rows) {
    float[][] result = module.tensors("step",
        Argument.of(rows.stream().mapToLong(Row::code).toArray()),
        Argument.of(rows.stream().mapToLong(Row::number).toArray()),
        Argument.of(rows.stream().map(row -> row.region().memory()).toList()),
        Argument.of(rows.stream().mapToLong(Row::filled).toArray()),
        Argument.of((rows.size() + rowMultiple - 1) / rowMultiple * rowMultiple));
    Prediction[] predictions = new Prediction[rows.size()];
    for (int b = 0; b < predictions.length; b++) {
      predictions[b] = new Prediction(
          rowOf(result[0], b, config.gptWidth()), rowOf(result[1], b, config.audioTokens()));
    }
    return predictions;
  }

  /** How many frames {@code latents} latents become; the vocoder makes {@link #samplesPerFrame} of each. */
  int frames(int latents, double speed) {
    return Math.toIntExact(module.integer("frame_count", Argument.of(latents), Argument.of(atLeast(speed))));
  }

  /** How many of their first frames latents settle, whatever latents follow. */
  int settledFrames(int latents, double speed) {
    return Math.toIntExact(module.integer("settled_frames", Argument.of(latents), Argument.of(atLeast(speed))));
  }

  /** How many samples a frame is. */
  int samplesPerFrame() {
    return samplesPerFrame;
  }

  /** How many frames to either side of one its samples hear, at most. */
  int vocoderReach() {
    return vocoderReach;
  }

  /** Whether the vocoder computes in less than float32. */
  boolean roundsSound() {
    return roundsSound;
  }

  /**
   * The sound of latents between two frames; neighbours so far away as they are heard are generated with it.
   *
   * @param latents [C, D]
   * @param speaker [E]
   * @param speed 1 for the voice's own pace; below 0.05 it counts as that, as in Coqui's code
   * @param first frame
   * @param end the frame after the last
   * @return [S] at the output sample rate. Source: Coqui {@code Xtts.inference}, {@code HifiDecoder.forward}
   */
  float[] vocode(float[] latents, float[] speaker, double speed, int first, int end) {
    return module.tensor("vocode",
        Argument.of(latents, latents.length / config.gptWidth(), config.gptWidth()), row(speaker),
        Argument.of(atLeast(speed)), Argument.of(first), Argument.of(end));
  }

  private static double atLeast(double speed) {
    return Math.max(speed, LEAST_SPEED);
  }

  /** Gives memory that PyTorch keeps for later back to the device. */
  void freeCachedMemory() {
    module.freeCachedMemory();
  }

  @Override
  public void close() {
    module.close();
  }

  private static Argument row(float[] values) {
    return Argument.of(values, values.length);
  }

  private static float[] rowOf(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }
}
