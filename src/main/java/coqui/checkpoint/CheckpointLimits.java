package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.file.Path;

/**
 * What an untrusted checkpoint may cost us. The defaults leave the published XTTS v2, optimizer state included, ample
 * room.
 *
 * @param zipEntries entries of one ZIP file (XTTS v2 has about 1,000)
 * @param pickleBytes length of one {@code data.pkl} (XTTS v2: 0.2 MB)
 * @param pickleValues values that one pickle may push while it is read, its memo included
 * @param pickleDepth containers inside containers, and marks that may be open at once
 * @param tensorBytes all tensors of one file that are used, as float32 (XTTS v2: 1.87 GB)
 * @param stridedBytes part of a storage that a tensor which is not contiguous may span; it is held in memory while it
 *     is read
 * @param voices speakers in {@code speakers_xtts.pth} (XTTS v2: 58)
 * @param voiceBytes all their tensors, as float32; they stay in memory (XTTS v2: 8 MB)
 * @param jsonBytes length of {@code config.json} and of {@code vocab.json}
 */
public record CheckpointLimits(
    long zipEntries,
    long pickleBytes,
    long pickleValues,
    long pickleDepth,
    long tensorBytes,
    long stridedBytes,
    long voices,
    long voiceBytes,
    long jsonBytes) {

  public static final CheckpointLimits DEFAULTS =
      new CheckpointLimits(100_000, 16L << 20, 1_000_000, 100, 8L << 30, 128L << 20, 1_000, 256L << 20, 32L << 20);

  void checkZipEntries(Path file, long entries) {
    check(file, "the ZIP directory lists", entries, zipEntries, "entries");
  }

  void checkPickleBytes(Path file, long bytes) {
    check(file, "data.pkl has", bytes, pickleBytes, "bytes");
  }

  void checkPickleValues(Path file, long values) {
    check(file, "data.pkl holds", values, pickleValues, "values");
  }

  void checkPickleDepth(Path file, long depth) {
    check(file, "data.pkl nests", depth, pickleDepth, "levels");
  }

  void checkTensorBytes(Path file, long bytes) {
    check(file, "the tensors have", bytes, tensorBytes, "bytes as float32");
  }

  void checkStridedBytes(Path file, String tensor, long bytes) {
    check(file, tensor + " is not contiguous and spans", bytes, stridedBytes, "bytes");
  }

  void checkVoices(Path file, long count) {
    check(file, "the file has", count, voices, "speakers");
  }

  void checkVoiceBytes(Path file, long bytes) {
    check(file, "the speakers have", bytes, voiceBytes, "bytes as float32");
  }

  void checkJsonBytes(Path file, long bytes) {
    check(file, "the file has", bytes, jsonBytes, "bytes");
  }

  private static void check(Path file, String what, long actual, long limit, String unit) {
    if (actual > limit) {
      throw new ModelLoadException(file, "%s %,d %s, the limit is %,d".formatted(what, actual, unit, limit));
    }
  }
}
