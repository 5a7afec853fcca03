package coqui.xtts;

/**
 * What an {@link XttsEngine} may use.
 *
 * @param queueCapacity how many chunks and voices may wait; one more is refused with
 *     {@link coqui.speech.EngineBusyException}
 * @param sequences how many chunks and voices are in progress side by side, at least 1
 * @param threads how many CPU threads compute one operation, at least 1
 * @param guarded whether chunks are watched for a {@link Fault}, and those that have one are spoken once more
 */
public record EngineSettings(int queueCapacity, int sequences, int threads, boolean guarded) {

  /** The configuration key behind {@link #queueCapacity}, for messages. */
  static final String QUEUE_CAPACITY_SETTING = "coqui.engine.queue-capacity";

  public EngineSettings {
    check(QUEUE_CAPACITY_SETTING, queueCapacity, 100_000);
    check("coqui.engine.sequences", sequences, 1_000);
    check("coqui.engine.threads", threads, 1024);
  }

  private static void check(String setting, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("%s is %d, expected 1 to %d".formatted(setting, value, most));
    }
  }
}
