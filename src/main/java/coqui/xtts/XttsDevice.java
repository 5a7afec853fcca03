package coqui.xtts;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import coqui.checkpoint.XttsConfig;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.ModelLoadException;
import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Everything of an engine that lives on the device: model, KV cache, and the two things done with them. Device thread
 * only.
 *
 * <p>One sequence is decoded at a time, in the only slot of the cache.
 */
final class XttsDevice implements DeviceThread.Resource {

  private static final int SLOTS = 1;
  private static final int WARM_UP_CODES = 4;

  private final XttsModel model;
  private final KvCache cache;
  private final GptDecoder decoder;
  private final Conditioning conditioning;

  private XttsDevice(XttsModel model) {
    this.model = model;
    this.cache = model.kvCache(SLOTS, GptDecoder.mostPlaces(model.config(), model.latentCount()));
    this.decoder = new GptDecoder(model, cache);
    this.conditioning = new Conditioning(model);
  }

  /**
   * @throws RefusedArchiveException if PyTorch cannot load the archive
   * @throws ModelLoadException if PyTorch itself cannot be loaded
   */
  static XttsDevice load(Path archive, XttsConfig config, int threads) {
    XttsModel model = XttsModel.load(archive, config, startPyTorch(archive, threads));
    try {
      return new XttsDevice(model);
    } catch (RuntimeException | OutOfMemoryError e) {
      model.close();
      throw e;
    }
  }

  private static Device startPyTorch(Path archive, int threads) {
    try {
      return PyTorchRuntime.start(threads);
    } catch (EngineException | LinkageError e) {
      throw new ModelLoadException(archive, "PyTorch cannot be started on this machine: " + e.getMessage(), e);
    }
  }

  XttsModel model() {
    return model;
  }

  /** How many conditioning latents a voice may have. */
  int latentCount() {
    return model.latentCount();
  }

  /**
   * The chunk as sound at the model's output rate.
   *
   * @throws CancellationException once {@code stopped} is true; it is looked at before each step
   */
  AudioClip speak(ChunkRequest request, BooleanSupplier stopped) {
    Sequence sequence = decode(request, GptDecoder.mostCodes(model.config()), stopped);
    float[] samples = model.vocode(sequence.latents(), request.voice().speakerEmbedding(), request.speed());
    return new AudioClip(samples, model.config().outputSampleRate());
  }

  /** The codes and latents of a chunk, at most {@code mostCodes} of them. */
  Sequence decode(ChunkRequest request, int mostCodes, BooleanSupplier stopped) {
    try (KvCache.Slot slot = cache.take()) {
      Sequence sequence = decoder.begin(request, slot, mostCodes);
      while (!sequence.finished()) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException();
        }
        decoder.step(List.of(sequence));
      }
      return sequence;
    }
  }

  /** A voice from recordings. */
  Voice voiceOf(String name, List<AudioClip> references, BooleanSupplier stopped) {
    return conditioning.voiceOf(name, references, stopped);
  }

  /** Speaks a few codes into the void, so that the first request does not pay for what PyTorch prepares once. */
  void warmUp() {
    XttsConfig config = model.config();
    Voice nobody = new Voice("warm-up", model.latentCount(),
        new float[model.latentCount() * config.gptWidth()], new float[config.speakerEmbeddingWidth()]);
    int[] text = {config.startTextToken(), config.stopTextToken()};
    ChunkRequest request = new ChunkRequest(nobody, text, 1, new SamplingSettings(0, 0, 1, 1), 0);
    Sequence sequence = decode(request, WARM_UP_CODES, () -> false);
    model.vocode(sequence.latents(), nobody.speakerEmbedding(), 1);
  }

  @Override
  public void recover() {
    model.freeCachedMemory();
    warmUp();
  }

  @Override
  public void close() {
    cache.close();
    model.close();
  }
}
