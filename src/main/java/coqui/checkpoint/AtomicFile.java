package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that are there wholly or not at all, even after a crash: into a partial file beside the target, forced
 * to the disk, renamed, and the folder forced to the disk too.
 */
final class AtomicFile {

  /** How the names of partial files end; only a killed process leaves one. */
  static final String PARTIAL = ".partial";

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
    Path partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + PARTIAL);
    try {
      try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(target.toAbsolutePath().getParent());
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  static void write(Path target, byte[] bytes) throws IOException {
    write(target, channel -> {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    });
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
