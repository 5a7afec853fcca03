package coqui.inbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets only one of all processes work on a file: each file has a byte of its own in one file of locks, far beyond its
 * end. The operating system lets go of them when a process dies, however it does; a file of which nothing else is known
 * has no lock left behind.
 *
 * <p>Not locks on the files themselves: POSIX lets go of all that a process has on a file as soon as it closes it
 * anywhere, after reading, say. So this one is opened once, and closed last.
 *
 * <p><b>Threads.</b> Any. Two names may share a byte; then one of them waits for the other.
 */
final class FileLocks implements AutoCloseable {

  private final FileChannel channel;

  FileLocks(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  /** The lock of the file of this name; empty while anybody has it. */
  Optional<FileLock> tryLock(String name) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(place(name), 1, false));
    } catch (OverlappingFileLockException ofThisProcess) {
      return Optional.empty();
    }
  }

  private static long place(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits() & (Long.MAX_VALUE >> 1);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
