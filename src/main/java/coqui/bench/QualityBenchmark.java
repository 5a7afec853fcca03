package coqui.bench;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.pipeline.CheckpointTexts;
import coqui.speech.ChunkRequest;
import coqui.speech.Language;
import coqui.speech.Voice;
import coqui.text.TextChunk;
import coqui.xtts.QualityGate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures how near to float32 a checkpoint speaks in the other precisions that this machine computes in. */
public final class QualityBenchmark {

  private QualityBenchmark() {}

  /**
   * Speaks eight sentences in each precision; one model is in memory at a time.
   *
   * @param cacheDirectory for the archives, one for each
   * @param codes of each sentence at most
   * @param threads of one operation on the CPU
   * @param progress of the conversions
   */
  public static QualityReport run(
      MeasuredModel model, Path cacheDirectory, int codes, int threads, ConversionProgress progress) {
    CheckpointFolder folder = CheckpointFolder.open(model.checkpoint());
    QualityGate gate = new QualityGate(
        folder, new ModelArchives(cacheDirectory), progress, requests(folder), codes, threads);
    return new QualityReport(model.name(), model.random(), gate.measure(QualityGate.lessThanFloat32()));
  }

  private static List<ChunkRequest> requests(CheckpointFolder folder) {
    Voice voice = folder.voices().values().iterator().next();
    List<ChunkRequest> requests = new ArrayList<>();
    List<TextChunk> chunks =
        CheckpointTexts.of(folder.directory()).frontEnd().plan(BenchTexts.eightChunks(), Language.ENGLISH).chunks();
    for (TextChunk chunk : chunks) {
      requests.add(new ChunkRequest(
          voice, chunk.normalized(), chunk.tokenIds(), 1, folder.config().sampling(), requests.size()));
    }
    return requests;
  }
}
