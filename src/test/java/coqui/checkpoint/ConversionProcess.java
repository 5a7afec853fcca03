package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks for an archive from a process of its own, and prints whether it converted, found it, or failed. */
final class ConversionProcess {

  private ConversionProcess() {
  }

  /** @param arguments checkpoint folder, cache folder */
  public static void main(String[] arguments) {
    AtomicBoolean converted = new AtomicBoolean();
    try {
      new ModelArchives(Path.of(arguments[1])).archiveOf(
          CheckpointFolder.open(Path.of(arguments[0])), Precision.FLOAT32, (doneBytes, totalBytes) -> converted.set(true));
      System.out.println(converted.get() ? "converted" : "found");
    } catch (ModelLoadException e) {
      System.out.println(e.getMessage());
    }
  }
}
