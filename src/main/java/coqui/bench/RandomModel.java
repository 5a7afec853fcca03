package coqui.bench;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.RandomCheckpoint;
import coqui.checkpoint.XttsSizes;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A random checkpoint in the cache directory, made when it is needed and kept for the next time; one for another number
 * of codes replaces it.
 */
public final class RandomModel {

  private static final long SEED = 0;
  private static final String WEIGHTS = "model.pth";

  /** A checkpoint of XTTS v2's size, and the archive that is made of it. */
  private static final long BYTES = 3_800_000_000L;

  private RandomModel() {}

  /** Where it is kept. */
  static Path directory(Path cacheDirectory) {
    return cacheDirectory.resolve("random-checkpoint");
  }

  /**
   * One of XTTS v2's size, 1.9 GB; its archive will be as large.
   *
   * @param vocabulary to be its own
   * @param codes how many a chunk has
   * @throws ModelLoadException if the disk has no room for it, or it cannot be written
   */
  public static MeasuredModel ofXttsV2(
      Path cacheDirectory, Path vocabulary, int codes, ConversionProgress progress) {
    Path checkpoint = directory(cacheDirectory);
    if (!isThere(checkpoint, codes)) {
      checkSpace(cacheDirectory);
    }
    return of(checkpoint, vocabulary, XttsSizes.XTTS_V2, codes, progress);
  }

  static MeasuredModel of(
      Path checkpoint, Path vocabulary, XttsSizes sizes, int codes, ConversionProgress progress) {
    if (!isThere(checkpoint, codes)) {
      try {
        // It is written last. Without the old one, a broken attempt cannot be taken for a whole one.
        Files.deleteIfExists(checkpoint.resolve(WEIGHTS));
      } catch (IOException e) {
        throw new ModelLoadException(checkpoint, "the old random checkpoint cannot be deleted: " + e.getMessage(), e);
      }
      RandomCheckpoint.write(checkpoint, vocabulary, sizes.withMostCodes(codes), SEED, progress);
    }
    return new MeasuredModel("random checkpoint, %d codes a chunk".formatted(codes), checkpoint, true);
  }

  private static boolean isThere(Path checkpoint, int codes) {
    return Files.isRegularFile(checkpoint.resolve(WEIGHTS))
        && CheckpointFolder.open(checkpoint).config().maxAudioTokens()
            == XttsSizes.XTTS_V2.withMostCodes(codes).maxAudioTokens();
  }

  private static void checkSpace(Path cacheDirectory) {
    try {
      Files.createDirectories(cacheDirectory);
      long free = Files.getFileStore(cacheDirectory).getUsableSpace();
      if (free < BYTES) {
        throw new ModelLoadException(cacheDirectory,
            "a random checkpoint and its archive need %,d bytes, the disk has %,d free; make room, or name another"
                .formatted(BYTES, free) + " folder in coqui.cache.dir");
      }
    } catch (IOException e) {
      throw new ModelLoadException(cacheDirectory, "the cache folder cannot be used: " + e.getMessage(), e);
    }
  }
}
