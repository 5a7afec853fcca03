package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The cache of TorchScript archives, so that a checkpoint is converted once.
 *
 * <p><b>Names.</b> {@code CHECKPOINT-PRECISIONS-CONTENT.pt}. CHECKPOINT is a digest of the real path of
 * {@code model.pth}. PRECISIONS are {@code float32}, {@code int8+bfloat16} ({@link Precisions#toString}). CONTENT is a
 * digest of that file's size, time and ZIP directory (which holds a checksum of every storage) and of all that the
 * archive would hold but for the tensors' values: source text, shapes, numbers from {@code config.json}, tables
 * computed here; and of {@link #LAYOUT_VERSION}. So a changed checkpoint, configuration or program has another name,
 * and nothing of 1.9 GB is hashed to find that out.
 *
 * <p><b>Trust.</b> A file of the right name is read once and its checksums compared before it is handed out; a
 * damaged one is written anew. PyTorch reads the same bytes next, from the system's cache, so the check costs about
 * a second of a full-size start.
 *
 * <p><b>Concurrency.</b> Any thread. One conversion at a time in this process ({@code CONVERTING}) and, by a lock on
 * {@code CHECKPOINT-PRECISIONS.lock}, one for each of these names among all processes that share the folder; whoever
 * waited finds the other's file. Lock files stay: deleting one would let two processes hold "the" lock. A file appears
 * complete or not at all; what killed processes left half written is deleted before. After it, the files that the same
 * checkpoint had before in these precisions are deleted; who still has one mapped keeps it. Those in others stay, for
 * whoever compares.
 */
public final class ModelArchives {

  /**
   * Grows when the same names, shapes and source come to hold other values: when a weight is derived in another way.
   */
  private static final int LAYOUT_VERSION = 1;

  private static final int CHECKPOINT_DIGITS = 12;
  private static final int CONTENT_DIGITS = 24;
  private static final String SUFFIX = ".pt";

  private static final ReentrantLock CONVERTING = new ReentrantLock();

  private final Path cacheDirectory;
  private final Description description;

  /** What the archive of a model holds. */
  interface Description {
    ScriptArchive describe(StateDict model, XttsConfig config, Precisions precisions);
  }

  /** @param cacheDirectory is made when it is needed */
  public ModelArchives(Path cacheDirectory) {
    this(cacheDirectory, XttsArchive::of);
  }

  ModelArchives(Path cacheDirectory, Description description) {
    this.cacheDirectory = cacheDirectory;
    this.description = description;
  }

  /**
   * The archive of a checkpoint, converted now unless it was before.
   *
   * @param progress hears of a conversion; not called where none is needed
   * @throws ModelLoadException if {@code model.pth} cannot be used, or the archive not be written: nothing partial is
   *     left
   */
  public Path archiveOf(CheckpointFolder folder, Precisions precisions, ConversionProgress progress) {
    return convert(folder, precisions, progress, false);
  }

  /**
   * Converts the checkpoint again, whatever is there, for when PyTorch refuses the archive.
   *
   * @throws ModelLoadException as {@link #archiveOf} does
   */
  public Path rebuild(CheckpointFolder folder, Precisions precisions, ConversionProgress progress) {
    return convert(folder, precisions, progress, true);
  }

  private Path convert(
      CheckpointFolder folder, Precisions precisions, ConversionProgress progress, boolean anew) {
    try (StateDict model = folder.stateDict()) {
      ScriptArchive archive = description.describe(model, folder.config(), precisions);
      String checkpoint = checkpointName(model.path()) + "-" + precisions;
      Path file = cacheDirectory.resolve(checkpoint + "-" + contentName(model, archive) + SUFFIX);
      if (anew || !archive.isIntact(file)) {
        convertLocked(archive, checkpoint, file, progress, anew);
      }
      return file;
    }
  }

  private void convertLocked(ScriptArchive archive, String checkpoint, Path file, ConversionProgress progress,
      boolean anew) {
    CONVERTING.lock();
    try {
      Files.createDirectories(cacheDirectory);
      try (FileChannel channel = FileChannel.open(
          cacheDirectory.resolve(checkpoint + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        channel.lock(); // until the channel is closed
        if (anew || !archive.isIntact(file)) {
          deleteOthers(checkpoint, name -> name.endsWith(AtomicFile.PARTIAL));
          AtomicFile.deleteAbandoned(cacheDirectory, "");
          checkSpace(archive, file);
          AtomicFile.write(file, target -> archive.writeTo(target, progress));
          deleteOthers(checkpoint, name -> name.endsWith(SUFFIX) && !name.equals(file.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      throw new ModelLoadException(file, "the model's archive (%,d bytes) cannot be written: %s".formatted(
          archive.tensorBytes(), ForeignFile.reason(e)), e);
    } finally {
      CONVERTING.unlock();
    }
  }

  /** Fails before anything is written where the disk is too full; where others fill it meanwhile, writing fails. */
  private static void checkSpace(ScriptArchive archive, Path file) throws IOException {
    long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
    if (archive.tensorBytes() > free) {
      throw new IOException("the disk has %,d bytes free; make room, or name another cache folder".formatted(free));
    }
  }

  private void deleteOthers(String checkpoint, Predicate<String> names) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(cacheDirectory, checkpoint + "-*")) {
      for (Path other : files) {
        if (names.test(other.getFileName().toString())) {
          Files.deleteIfExists(other);
        }
      }
    }
  }

  private static String checkpointName(Path model) {
    try {
      MessageDigest digest = sha256();
      digest.update(model.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
      return hex(digest, CHECKPOINT_DIGITS);
    } catch (IOException e) {
      throw ForeignFile.unreadable(model, e);
    }
  }

  private static String contentName(StateDict model, ScriptArchive archive) {
    MessageDigest digest = sha256();
    digest.update((byte) LAYOUT_VERSION);
    model.identify(digest);
    archive.identify(digest);
    return hex(digest, CONTENT_DIGITS);
  }

  private static String hex(MessageDigest digest, int digits) {
    return HexFormat.of().formatHex(digest.digest()).substring(0, digits);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
