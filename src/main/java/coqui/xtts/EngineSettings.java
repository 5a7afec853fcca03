package coqui.xtts;

import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import java.util.Optional;

/**
 * What an {@link XttsEngine} may use.
 *
 * @param queueCapacity how many chunks and voices may wait; one more is refused with
 *     {@link coqui.speech.EngineBusyException}
 * @param sequences how many chunks and voices are in progress side by side, at least 1
 * @param threads how many CPU threads compute one operation, at least 1
 * @param guarded whether chunks are watched for a {@link Fault}, and those that have one are spoken once more
 * @param precision of the GPT's products; empty for what this machine is best at
 * @param vocoderPrecision of the vocoder's convolutions, one of {@link Precisions#OF_VOCODER}; empty likewise
 * @param gpuRequired whether the model is not loaded where PyTorch sees no GPU
 */
public record EngineSettings(
    int queueCapacity,
    int sequences,
    int threads,
    boolean guarded,
    Optional<Precision> precision,
    Optional<Precision> vocoderPrecision,
    boolean gpuRequired) {

  /** The configuration key behind {@link #queueCapacity}, for messages. */
  static final String QUEUE_CAPACITY_SETTING = "coqui.engine.queue-capacity";

  /** The configuration key behind {@link #precision}, for messages. */
  static final String PRECISION_SETTING = "coqui.engine.precision";

  /** The configuration key behind {@link #vocoderPrecision}, for messages. */
  static final String VOCODER_PRECISION_SETTING = "coqui.engine.vocoder-precision";

  /** The configuration key behind {@link #gpuRequired}, for messages. */
  static final String GPU_REQUIRED_SETTING = "coqui.engine.gpu-required";

  public EngineSettings {
    check(QUEUE_CAPACITY_SETTING, queueCapacity, 100_000);
    check("coqui.engine.sequences", sequences, 1_000);
    check("coqui.engine.threads", threads, 1024);
  }

  /** The same on whatever this machine has, in the precisions that it is best at. */
  public EngineSettings(int queueCapacity, int sequences, int threads, boolean guarded) {
    this(queueCapacity, sequences, threads, guarded, Optional.empty(), Optional.empty(), false);
  }

  private static void check(String setting, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s is %d, expected 1 to %d".formatted(setting, value, most));
    }
  }
}
