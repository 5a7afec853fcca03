package coqui.download;

import java.io.IOException;
import java.nio.file.Path;

/** How many bytes can be written where a folder is. */
@FunctionalInterface
interface FreeSpace {

  long in(Path folder) throws IOException;

  /** @throws DownloadException if fewer than {@code bytes} can be written */
  default void require(Path folder, long bytes) throws IOException {
    long free = in(folder);
    if (bytes > free) {
      throw new DownloadException(
          "%s: %,d bytes are to be fetched, but the disk has %,d free; make room, or name a folder on another disk"
              .formatted(folder, bytes, free));
    }
  }
}
