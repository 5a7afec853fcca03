package coqui.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps other processes, and other threads of this one, from fetching into the same folder. The file stays when the
 * lock is released: were it deleted, one process could lock the old file and another the new one.
 */
final class FolderLock implements AutoCloseable {

  private static final String NAME = ".download.lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** @throws DownloadException if someone else has the lock */
  static FolderLock of(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      // told below: for the caller it is all the same
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new DownloadException(folder + ": another download into this folder is running; wait for it");
    }
    return new FolderLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
