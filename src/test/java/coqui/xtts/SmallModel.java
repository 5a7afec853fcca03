package coqui.xtts;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.ModelArchives;
import coqui.checkpoint.Precisions;
import coqui.checkpoint.XttsConfig;
import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.Optional;

/** The committed random checkpoint, and requests for it. Converted once; kept under {@code target}. */
final class SmallModel {

  static final CheckpointFolder FOLDER = CheckpointFolder.open(Path.of("src/test/resources/reference/xtts/checkpoint"));
  static final XttsConfig CONFIG = FOLDER.config();
  static final Path ARCHIVE = archive(Precisions.FLOAT32);
  static final Voice VOICE = FOLDER.voices().get("Ana Florence");
  static final SamplingSettings GREEDY = new SamplingSettings(0, 0, 1, 5);

  private static final SamplingSettings DRAWN = new SamplingSettings(0.75, 50, 0.85, 5);
  private static final int[] TEXT = {516, 24, 12, 19, 22, 2, 25};

  private SmallModel() {}

  static Path archive(Precisions precisions) {
    return new ModelArchives(Path.of("target/archives")).archiveOf(FOLDER, precisions, ConversionProgress.IGNORED);
  }

  /** One thread: what is this small is slower with more, most of all beside other tests. */
  static XttsDevice device() {
    return XttsDevice.load(ARCHIVE, CONFIG, 3, 1, Guards.OFF);
  }

  /** Without guards, to which all that random weights say is a failure. */
  static XttsEngine engine() {
    return XttsEngine.load(
        ARCHIVE, CONFIG, Precisions.FLOAT32, new EngineSettings(16, 3, 1, false), EngineListener.NONE);
  }

  static ChunkRequest greedy(int... tokenIds) {
    return new ChunkRequest(VOICE, "", tokenIds, 1, GREEDY, 0);
  }

  static ChunkRequest drawn(long seed) {
    return new ChunkRequest(VOICE, "", TEXT, 1, DRAWN, seed);
  }

  /** What comes of a task that has the device for itself. */
  static <T> T finished(Task<T> task) {
    Optional<T> result = task.turn();
    while (result.isEmpty()) {
      result = task.turn();
    }
    return result.get();
  }

  /** A clip that lasts so many seconds and says nothing in particular, at 22.05 kHz. */
  static AudioClip hum(double seconds) {
    float[] samples = new float[(int) Math.round(seconds * Conditioning.SAMPLE_RATE)];
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / Conditioning.SAMPLE_RATE;
      double voiced = Math.sin(2 * Math.PI * (180 + 40 * Math.sin(3 * t)) * t);
      samples[i] = (float) (0.3 * voiced + 0.05 * Math.sin(9000 * t * t));
    }
    return new AudioClip(samples, Conditioning.SAMPLE_RATE);
  }
}
