package coqui.xtts;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import coqui.checkpoint.XttsConfig;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.ModelLoadException;
import coqui.speech.SamplingSettings;
import coqui.speech.SoundListener;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything of an engine that lives on the device: model, KV cache, and the two things done with them. Device thread
 * only.
 */
final class XttsDevice implements DeviceThread.Resource {

  private final XttsModel model;
  private final KvCache cache;
  private final GptDecoder decoder;
  private final Conditioning conditioning;
  private final Guards guards;

  private XttsDevice(XttsModel model, int sequences, Guards guards) {
    this.model = model;
    this.cache = model.kvCache(sequences, GptDecoder.mostPlaces(model.config(), model.latentCount()));
    this.decoder = new GptDecoder(model, guards.listener());
    this.conditioning = new Conditioning(model);
    this.guards = guards;
  }

  /**
   * @param sequences how many chunks can be decoded side by side
   * @param threads how many CPU threads compute one operation
   * @param guards of the utterances
   * @throws RefusedArchiveException if PyTorch cannot load the archive
   * @throws ModelLoadException if PyTorch itself cannot be loaded
   */
  static XttsDevice load(Path archive, XttsConfig config, int sequences, int threads, Guards guards) {
    XttsModel model = XttsModel.load(archive, config, sequences, startPyTorch(archive, threads));
    try {
      return new XttsDevice(model, sequences, guards);
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
   * The beginning of speaking a chunk.
   *
   * @param listener to what is there of it before all is
   */
  Task<AudioClip> utterance(ChunkRequest request, Optional<SoundListener> listener) {
    return new Utterance(model, decoder, guards, request, cache.take(), listener);
  }

  /** The beginning of learning a voice from recordings. */
  Task<Voice> voice(String name, List<AudioClip> references) {
    return conditioning.voice(name, references);
  }

  @Override
  public void step() {
    decoder.step();
  }

  @Override
  public void inProgress(int tasks) {
    guards.listener().inProgress(tasks);
  }

  /**
   * The codes and latents of a chunk that has the device for itself and that nobody guards, at most {@code mostCodes}
   * of them.
   */
  Sequence decode(ChunkRequest request, int mostCodes) {
    GptDecoder alone = new GptDecoder(model);
    KvCache cache = model.kvCache(1, GptDecoder.mostPlaces(model.config(), model.latentCount()));
    try (KvCache.Region region = cache.take()) {
      Sequence sequence = new Sequence(request, model.config(), region, mostCodes);
      while (!sequence.hasReadPrefix()) {
        alone.read(sequence);
      }
      while (!sequence.finished()) {
        alone.step();
      }
      return sequence;
    }
  }

  /**
   * Speaks as many codes into the void as somebody who listens hears first, so that the first request does not pay for
   * what PyTorch prepares once, for that length of sound too.
   */
  void warmUp() {
    XttsConfig config = model.config();
    Voice nobody = new Voice("warm-up", model.latentCount(),
        new float[model.latentCount() * config.gptWidth()], new float[config.speakerEmbeddingWidth()]);
    int[] text = {config.startTextToken(), config.stopTextToken()};
    ChunkRequest request = new ChunkRequest(nobody, "", text, 1, new SamplingSettings(0, 0, 1, 1), 0);
    Waveform waveform = Waveform.streamed(model, nobody.speakerEmbedding(), 1);
    int codes = Math.min(waveform.codesNeeded(), GptDecoder.mostCodes(config));
    waveform.next(decode(request, codes).latents());
  }

  @Override
  public void recover() {
    model.freeCachedMemory();
    warmUp();
  }

  @Override
  public void close() {
    model.close();
  }
}
