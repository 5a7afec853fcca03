package coqui.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Caches of archives that tests of other packages need. */
public final class ArchiveFiles {

  private ArchiveFiles() {}

  /** Archives for machines of which nothing is known. */
  public static ModelArchives plain(Path cacheDirectory) {
    return new ModelArchives(cacheDirectory,
        (tensors, config, precisions) -> XttsArchive.of(tensors, config, precisions, false));
  }

  /** The first archive is one that PyTorch cannot load, as one of another version might be; the next one is right. */
  public static ModelArchives refusedOnce(Path cacheDirectory) {
    AtomicBoolean refused = new AtomicBoolean();
    return new ModelArchives(cacheDirectory, (tensors, config, precisions) -> refused.getAndSet(true)
        ? XttsArchive.of(tensors, config, precisions)
        : new ScriptArchive("class Xtts(Module):\n    heads : unheard_of\n", new ScriptModule("Xtts", Map.of())));
  }
}
