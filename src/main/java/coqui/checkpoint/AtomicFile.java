package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes files that are there wholly or not at all, even after a crash: into a partial file beside the target, forced
 * to the disk, renamed, and the folder forced to the disk too. What a killed process left of an earlier attempt at the
 * same file is deleted.
 */
public final class AtomicFile {

  /** How the names of partial files end; only a killed process leaves one. */
  static final String PARTIAL = ".partial";

  /** Nobody writes nothing to a file for that long. */
  static final Duration ABANDONED = Duration.ofHours(1);

  private AtomicFile() {
  }

  /** Writes the file from its start. */
  interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /**
   * Creates or replaces {@code target}; when {@code content} fails, nothing is left and an old target stays as it
   * was.
   */
  static void write(Path target, Content content) throws IOException {
    deleteAbandoned(target.toAbsolutePath().getParent(), target.getFileName() + ".");
    Path partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PARTIAL);
    try {
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      rename(partial, target);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Creates or replaces {@code target}, as a whole. */
  public static void write(Path target, byte[] bytes) throws IOException {
    write(target, channel -> {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    });
  }

  /**
   * Gives a file or folder whose content is safe on the disk its name, in the same file system; the name is safe too
   * when this returns.
   */
  public static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(to.toAbsolutePath().getParent());
  }

  /** Deletes the partial files in {@code folder} whose names begin so and that nobody writes to any more. */
  static void deleteAbandoned(Path folder, String beginning) throws IOException {
    Instant abandoned = Instant.now().minus(ABANDONED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + PARTIAL)) {
      for (Path file : files) {
        if (file.getFileName().toString().startsWith(beginning)
            && Files.getLastModifiedTime(file).toInstant().isBefore(abandoned)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (NoSuchFileException goneMeanwhile) {
      // another process deletes them too
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    FileStore store = Files.getFileStore(folder);
    if (store.supportsFileAttributeView("posix")) { // Windows can neither open a folder nor needs it
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
