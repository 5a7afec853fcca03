package coqui.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Tells whether a file has changed.
 *
 * @param regular whether it is a file, and not a link, a pipe or the like
 * @param size in bytes
 */
record FileStamp(boolean regular, long size, FileTime modified) {

  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new FileStamp(found.isRegularFile(), found.size(), found.lastModifiedTime());
  }
}
