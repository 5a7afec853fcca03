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

  /** Archives that fail when their parts are prepared where the vocoder is not float32, as if oneDNN refused it. */
  public static ModelArchives failingUnlessFloat32(Path cacheDirectory) {
    String failing = """
        class Xtts(Module):
            __parameters__ = []
            __buffers__ = []
            def prepare(self, part: int) -> int:
                ops.prim.RaiseException("could not create a primitive")
                return 0
        """;
    return new ModelArchives(cacheDirectory, (tensors, config, precisions) ->
        precisions.vocoder() == Precision.FLOAT32
            ? XttsArchive.of(tensors, config, precisions)
            : new ScriptArchive(failing, new ScriptModule("Xtts", Map.of())));
  }

  /** The first archive is one that PyTorch cannot load, as one of another version might be; the next one is right. */
  public static ModelArchives refusedOnce(Path cacheDirectory) {
    AtomicBoolean refused = new AtomicBoolean();
    return new ModelArchives(cacheDirectory, (tensors, config, precisions) -> refused.getAndSet(true)
        ? XttsArchive.of(tensors, config, precisions)
        : new ScriptArchive("class Xtts(Module):\n    heads : unheard_of\n", new ScriptModule("Xtts", Map.of())));
  }
}
