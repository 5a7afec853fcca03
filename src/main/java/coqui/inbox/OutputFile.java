package coqui.inbox;

import coqui.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;

/**
 * A recording that is there wholly or not at all, even after a crash: written beside its place, forced to the disk, and
 * renamed. What a killed process left is overwritten, since the file that it is made from is still in the inbox.
 */
final class OutputFile implements AutoCloseable {

  private final Path partial;
  private final Path target;
  private final FileChannel channel;
  private final MessageDigest digest = Note.newSha256();

  /** @param partial where it is written; nobody else does at this time */
  OutputFile(Path partial, Path target) throws IOException {
    this.partial = partial;
    this.target = target;
    this.channel = FileChannel.open(partial, Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
  }

  Path target() {
    return target;
  }

  void write(byte[] bytes) throws IOException {
    digest.update(bytes);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  /** Gives it its name. Returns its SHA-256. */
  String commit() throws IOException {
    channel.force(true);
    channel.close();
    AtomicFile.rename(partial, target);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Throws it away, unless it has its name. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(partial);
    }
  }
}
