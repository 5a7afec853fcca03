package coqui.xtts;

import ai.djl.engine.EngineException;
import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.checkpoint.XttsConfig;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.EngineBusyException;
import coqui.speech.InvalidRequestException;
import coqui.speech.MemoryExhaustedException;
import coqui.speech.ModelLoadException;
import coqui.speech.SoundListener;
import coqui.speech.SynthesisException;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded XTTS model that speaks chunks of text and learns voices. It computes on a GPU if PyTorch sees one, else on
 * the CPU, in the precisions that {@link EngineSettings} asks for.
 *
 * <p><b>Threads.</b> All methods are for any thread, and none but {@link #load} and {@link #close} waits. The work is
 * done on one device thread, several chunks side by side, in the order that {@link DeviceThread} says. Answers are
 * completed on the common pool.
 *
 * <p><b>Ends.</b> What prevents an answer is in its future: {@link EngineBusyException} at once if the queue is full,
 * {@link InvalidRequestException} for a recording that cannot be used, {@link MemoryExhaustedException} if memory ran
 * out, {@link SynthesisException} if the model fails or the engine is closed. Cancelling a future gives up its place in
 * the queue, or stops the work before its next step. A request that fails harms no other.
 */
public final class XttsEngine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(XttsEngine.class);

  private final String identity;
  private final XttsConfig config;
  private final int latentCount;
  private final String deviceName;
  private final Precisions precisions;
  private final DeviceThread<XttsDevice> device;

  private XttsEngine(
      String identity,
      XttsConfig config,
      int latentCount,
      String deviceName,
      Precisions precisions,
      DeviceThread<XttsDevice> device) {
    this.identity = identity;
    this.config = config;
    this.latentCount = latentCount;
    this.deviceName = deviceName;
    this.precisions = precisions;
    this.device = device;
  }

  /**
   * Loads the model of a checkpoint, converting it first where that was not done before. An archive that PyTorch
   * refuses is converted anew, once. A vocoder that fails in the precision that was chosen for it computes in float32.
   *
   * @param progress hears of a conversion
   * @param listener hears of what the engine does; of faults, if the settings have chunks guarded
   * @throws ModelLoadException if the checkpoint cannot be used, or this machine not compute in the precision or on
   *     the GPU that is asked for
   */
  public static XttsEngine load(
      CheckpointFolder folder,
      ModelArchives archives,
      ConversionProgress progress,
      EngineSettings settings,
      EngineListener listener) {
    return load(folder, archives, progress, precisions(folder, settings), settings, listener);
  }

  /** @param chosen for these settings */
  static XttsEngine load(
      CheckpointFolder folder,
      ModelArchives archives,
      ConversionProgress progress,
      Precisions chosen,
      EngineSettings settings,
      EngineListener listener) {
    try {
      return start(folder, archives, progress, chosen, settings, listener);
    } catch (ModelLoadException e) {
      if (settings.vocoderPrecision().isPresent() || chosen.vocoder() == Precision.FLOAT32) {
        throw e;
      }
      LOG.warn("The vocoder will compute in float32, since the model fails in {}: {}", chosen, e.getMessage());
      Precisions safe = new Precisions(chosen.gpt(), Precision.FLOAT32);
      return start(folder, archives, progress, safe, settings, listener);
    }
  }

  private static XttsEngine start(
      CheckpointFolder folder,
      ModelArchives archives,
      ConversionProgress progress,
      Precisions precisions,
      EngineSettings settings,
      EngineListener listener) {
    Path archive = archives.archiveOf(folder, precisions, progress);
    try {
      return start(archive, folder.config(), precisions, settings, listener);
    } catch (RefusedArchiveException e) {
      LOG.warn("Converting {} again: {}", folder.directory(), e.getMessage());
      return load(archives.rebuild(folder, precisions, progress), folder.config(), precisions, settings, listener);
    }
  }

  /**
   * The precisions that a model computes in on this machine with these settings. Logs them.
   *
   * @throws ModelLoadException if PyTorch cannot be started, or not compute in the precision or on the GPU that is
   *     asked for
   */
  public static Precisions precisions(CheckpointFolder folder, EngineSettings settings) {
    Path checkpoint = folder.directory();
    try {
      Hardware hardware = Hardware.ofThisMachine();
      hardware.checkGpu(settings.gpuRequired());
      Precisions precisions = hardware.choose(settings, folder.config().gptWeights());
      LOG.info("The GPT computes in {}, the vocoder in {}", precisions.gpt(), precisions.vocoder());
      warnIfEmulated(hardware, precisions.gpt(), EngineSettings.PRECISION_SETTING);
      warnIfEmulated(hardware, precisions.vocoder(), EngineSettings.VOCODER_PRECISION_SETTING);
      return precisions;
    } catch (EngineException | LinkageError e) {
      throw new ModelLoadException(checkpoint, "PyTorch cannot be started on this machine: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException(checkpoint, e.getMessage(), e);
    }
  }

  private static void warnIfEmulated(Hardware hardware, Precision precision, String setting) {
    if (hardware.emulates(precision)) {
      LOG.warn("{} is {}, but this processor has no {} products: that is slower than float32",
          setting, precision, precision);
    }
  }

  /**
   * Loads a model and warms it up: seconds for one of XTTS v2's size.
   *
   * @param archive the TorchScript archive of a checkpoint
   * @param config of the same checkpoint
   * @param precisions of the archive
   * @param listener as above
   * @throws ModelLoadException if PyTorch cannot load the archive, or cannot be started at all
   */
  static XttsEngine load(
      Path archive, XttsConfig config, Precisions precisions, EngineSettings settings, EngineListener listener) {
    try {
      return start(archive, config, precisions, settings, listener);
    } catch (RefusedArchiveException e) {
      throw new ModelLoadException(archive, e.getMessage(), e);
    }
  }

  private static XttsEngine start(
      Path archive, XttsConfig config, Precisions precisions, EngineSettings settings, EngineListener listener) {
    Supplier<XttsDevice> opening = () -> {
      try {
        return warmedUp(XttsDevice.load(archive, config, settings.sequences(), settings.threads(),
            new Guards(settings.guarded(), listener)));
      } catch (RefusedArchiveException | ModelLoadException e) {
        throw e;
      } catch (RuntimeException | OutOfMemoryError e) {
        throw new ModelLoadException(archive, "the model fails at its first words: " + e.getMessage(), e);
      }
    };
    DeviceThread<XttsDevice> device =
        DeviceThread.start("xtts-device", settings.queueCapacity(), settings.sequences(), opening);
    int latentCount = device.submit(config, model -> () -> Optional.of(model.latentCount())).join();
    String deviceName = device.submit(config, model -> () -> Optional.of(model.model().device())).join();
    // An archive's name tells all that it was made of, its precisions too.
    String identity = archive.getFileName() + " on " + deviceName + (settings.guarded() ? "" : ", unguarded");
    return new XttsEngine(identity, config, latentCount, deviceName, precisions, device);
  }

  private static XttsDevice warmedUp(XttsDevice device) {
    try {
      device.warmUp();
      return device;
    } catch (RuntimeException | OutOfMemoryError e) {
      device.close();
      throw e;
    }
  }

  /** Tells what is spoken here from what another checkpoint, or this one on another device or without guards, would speak. */
  public String identity() {
    return identity;
  }

  /** What the model runs on: {@code cpu}, {@code gpu 0}. */
  public String device() {
    return deviceName;
  }

  /** Samples a second of what it speaks, in Hz: 24,000 for XTTS v2. */
  public int sampleRate() {
    return config.outputSampleRate();
  }

  /** What the GPT's products are computed in: {@code int8}. */
  public String precision() {
    return precisions.gpt().toString();
  }

  /** What the vocoder's convolutions are computed in: {@code bfloat16}. */
  public String vocoderPrecision() {
    return precisions.vocoder().toString();
  }

  /** Why the model no longer works, since work failed and so did the little work after it; empty while it does. */
  public Optional<String> problem() {
    return device.problem();
  }

  /**
   * Speaks a chunk. The same request gives the same samples, whatever is spoken beside it.
   *
   * @param owner on whose behalf: chunks of one owner let those of others go first; told apart by identity
   * @return mono sound at the model's output rate, 24 kHz for XTTS v2
   * @throws IllegalArgumentException if the request does not fit this model: a voice of another width, token ids that
   *     it does not know, or more of them than it can read
   */
  public CompletableFuture<AudioClip> synthesize(ChunkRequest request, Object owner) {
    return speak(request, owner, Optional.empty());
  }

  /**
   * The same for somebody who listens: speaks a chunk and hands out its sound while it is being spoken, so that the
   * first half second is there after some 16 codes. The samples are those of {@link #synthesize} but for the rounding
   * of floats, and the same for the same request each time.
   *
   * @param listener is handed the samples piece by piece, in order, all of them before the answer; on the device thread,
   *     for which it must not wait for anything. What it throws is the end of the chunk
   * @throws IllegalArgumentException as {@link #synthesize}
   */
  public CompletableFuture<AudioClip> stream(ChunkRequest request, Object owner, SoundListener listener) {
    return speak(request, owner, Optional.of(listener));
  }

  private CompletableFuture<AudioClip> speak(
      ChunkRequest request, Object owner, Optional<SoundListener> listener) {
    check(request.voice());
    check(request.tokenIds());
    return device.submit(owner, model -> model.utterance(request, listener));
  }

  /**
   * Learns a voice.
   *
   * @param name what it is to be called
   * @param references recordings of it, at least one, each of 0.33 s or more, at any sample rate
   */
  public CompletableFuture<Voice> voiceFrom(String name, List<AudioClip> references) {
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a voice needs at least one reference recording");
    }
    List<AudioClip> recordings = List.copyOf(references);
    return device.submit(recordings, model -> model.voice(name, recordings));
  }

  /** Ends the device thread and frees the model. What has not been answered fails. */
  @Override
  public void close() {
    device.close();
  }

  private void check(Voice voice) {
    int embedding = voice.speakerEmbedding().length;
    if (voice.width() != config.gptWidth() || embedding != config.speakerEmbeddingWidth()
        || voice.latentCount() > latentCount) {
      throw new IllegalArgumentException(
          "voice %s has %d latents of %d values and a speaker embedding of %d, the model takes up to %d of %d and %d"
              .formatted(voice.name(), voice.latentCount(), voice.width(), embedding,
                  latentCount, config.gptWidth(), config.speakerEmbeddingWidth()));
    }
  }

  private void check(int[] tokenIds) {
    if (tokenIds.length >= config.maxTextTokens()) {
      throw new IllegalArgumentException("a chunk has %d text tokens, the model reads fewer than %d"
          .formatted(tokenIds.length, config.maxTextTokens()));
    }
    for (int id : tokenIds) {
      if (id < 0 || id >= config.textTokens()) {
        throw new IllegalArgumentException(
            "text token %d is not among the model's %d".formatted(id, config.textTokens()));
      }
    }
  }
}
