package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks for an archive from a process of its own, and prints whether it converted, found it, or failed; or converts again
 * and again until it is killed.
 */
final class ConversionProcess {

  private ConversionProcess() {
  }

  static final String FOR_EVER = "for-ever";

  /** @param arguments checkpoint folder, cache folder, perhaps {@link #FOR_EVER} */
  public static void main(String[] arguments) {
    if (arguments.length == 3) {
      convertForEver(CheckpointFolder.open(Path.of(arguments[0])), new ModelArchives(Path.of(arguments[1])));
    }
    AtomicBoolean converted = new AtomicBoolean();
    try {
      new ModelArchives(Path.of(arguments[1])).archiveOf(
          CheckpointFolder.open(Path.of(arguments[0])), Precisions.FLOAT32, (doneBytes, totalBytes) -> converted.set(true));
      System.out.println(converted.get() ? "converted" : "found");
    } catch (ModelLoadException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void convertForEver(CheckpointFolder checkpoint, ModelArchives archives) {
    System.out.println("begins");
    while (true) {
      archives.rebuild(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
    }
  }
}
