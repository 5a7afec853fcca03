package coqui.xtts;

import coqui.checkpoint.XttsConfig;
import coqui.speech.ChunkRequest;
import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Times the steps of a model that does nothing else, for benchmarks. What an {@link XttsEngine} gives is less by the
 * time for taking turns.
 *
 * <p>For the thread that loaded it.
 */
public final class StepTimer implements AutoCloseable {

  private final XttsDevice device;
  private final XttsModel model;

  private StepTimer(XttsDevice device) {
    this.device = device;
    this.model = device.model();
  }

  /**
   * Loads a model.
   *
   * @param archive the TorchScript archive of a checkpoint
   * @param config of the same checkpoint
   * @throws ModelLoadException if PyTorch cannot load the archive, or cannot be started at all
   */
  public static StepTimer load(Path archive, XttsConfig config, EngineSettings settings) {
    try {
      return new StepTimer(
          XttsDevice.load(archive, config, settings.sequences(), settings.threads(), Guards.OFF));
    } catch (RefusedArchiveException e) {
      throw new ModelLoadException(archive, e.getMessage(), e);
    }
  }

  /** What the model runs on: {@code cpu}, {@code gpu 0}. */
  public String device() {
    return model.device();
  }

  /**
   * Decodes one text several times side by side. A sequence that ends makes place for another one, so that every step
   * has as many rows; reading the text is not timed.
   *
   * @param batch how many sequences
   * @param steps how many steps, each of which draws a code of every sequence
   * @return the seconds that all these steps took together
   */
  public double steps(ChunkRequest request, int batch, int steps) {
    GptDecoder decoder = new GptDecoder(model);
    KvCache cache = model.kvCache(batch, GptDecoder.mostPlaces(model.config(), model.latentCount()));
    List<Sequence> sequences = new ArrayList<>();
    try {
      long nanos = 0;
      for (int step = 0; step < steps; step++) {
        fill(sequences, batch, request, decoder, cache);
        long began = System.nanoTime();
        decoder.step();
        nanos += System.nanoTime() - began;
      }
      return nanos / 1e9;
    } finally {
      sequences.forEach(sequence -> sequence.region().close());
    }
  }

  private void fill(List<Sequence> sequences, int batch, ChunkRequest request, GptDecoder decoder, KvCache cache) {
    sequences.removeIf(sequence -> {
      if (sequence.finished()) {
        sequence.region().close();
      }
      return sequence.finished();
    });
    while (sequences.size() < batch) {
      Sequence next =
          new Sequence(request, model.config(), cache.take(), GptDecoder.mostCodes(model.config()));
      sequences.add(next);
      while (!next.hasReadPrefix()) {
        decoder.read(next);
      }
    }
  }

  @Override
  public void close() {
    device.close();
  }
}
