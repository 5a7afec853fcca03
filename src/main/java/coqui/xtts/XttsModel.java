package coqui.xtts;

import ai.djl.Device;
import coqui.checkpoint.XttsConfig;
import coqui.speech.Voice;
import coqui.xtts.LoadedModel.Argument;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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

  private XttsModel(LoadedModel module, XttsConfig config) {
    this.module = module;
    this.config = config;
    module.integer("prepare");
    this.latentCount = Math.toIntExact(module.integer("latent_count"));
  }

  /**
   * @param config of the checkpoint that the archive was made of
   * @throws RefusedArchiveException if PyTorch cannot load the archive
   */
  static XttsModel load(Path archive, XttsConfig config, Device device) {
    return new XttsModel(LoadedModel.load(archive, device), config);
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

  /** Memory for {@code slots} sequences of up to {@code places} places. The caller closes it before the model. */
  KvCache kvCache(int slots, int places) {
    int headWidth = config.gptWidth() / config.gptHeads();
    return new KvCache(module, config.gptLayers(), config.gptHeads(), headWidth, slots, places);
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

  /**
   * Reads a voice and a text into a slot.
   *
   * @param tokenIds [T]
   * @return about the first code
   */
  Prediction prefill(Voice voice, int[] tokenIds, KvCache cache, KvCache.Slot slot) {
    float[][] result = module.tensors("prefill",
        Argument.of(voice.conditioningLatents(), voice.latentCount(), voice.width()),
        Argument.of(Arrays.stream(tokenIds).asLongStream().toArray()),
        Argument.of(cache.memory()),
        Argument.of(slot.index()));
    return new Prediction(result[0], result[1]);
  }

  /**
   * What a step reads of one sequence.
   *
   * @param code the last one
   * @param number how many codes there are with it
   * @param slot of the sequence
   * @param filled how many places of the slot hold keys and values; the code's own come next
   */
  record Row(int code, int number, int slot, int filled) {}

  /**
   * One step of several sequences: each one's last code is written to its slot.
   *
   * @param rows [B]
   * @return [B] about each one's next code
   */
  Prediction[] step(List<Row> rows, KvCache cache) {
    float[][] result = module.tensors("step",
        Argument.of(rows.stream().mapToLong(Row::code).toArray()),
        Argument.of(rows.stream().mapToLong(Row::number).toArray()),
        Argument.of(cache.memory()),
        Argument.of(rows.stream().mapToLong(Row::slot).toArray()),
        Argument.of(rows.stream().mapToLong(Row::filled).toArray()));
    Prediction[] predictions = new Prediction[rows.size()];
    for (int b = 0; b < predictions.length; b++) {
      predictions[b] = new Prediction(
          rowOf(result[0], b, config.gptWidth()), rowOf(result[1], b, config.audioTokens()));
    }
    return predictions;
  }

  /**
   * The sound of latents.
   *
   * @param latents [C, D]
   * @param speaker [E]
   * @param speed 1 for the voice's own pace; below 0.05 it counts as that, as in Coqui's code
   * @return [S] at the output sample rate. Source: Coqui {@code Xtts.inference}, {@code HifiDecoder.forward}
   */
  float[] vocode(float[] latents, float[] speaker, double speed) {
    return module.tensor("vocode",
        Argument.of(latents, latents.length / config.gptWidth(), config.gptWidth()), row(speaker),
        Argument.of(Math.max(speed, LEAST_SPEED)));
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
