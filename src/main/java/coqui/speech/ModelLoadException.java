package coqui.speech;

import java.nio.file.Path;

/** A file of the checkpoint, or what was made of it, cannot be used. The message names the file and the cause. */
public final class ModelLoadException extends SpeechException {

  /** @param problem found, expected, and what to do: "gpt.mel_head.weight is [1026, 512], expected [1026, 1024]" */
  public ModelLoadException(Path file, String problem) {
    this(file, problem, null);
  }

  public ModelLoadException(Path file, String problem, Throwable cause) {
    super("model_load_failed", file + ": " + problem, cause, false);
  }
}
