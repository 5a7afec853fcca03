package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells one {@code model.pth} from another without reading 1.9 GB: a digest of the size, of the end, which is the ZIP
 * directory with a checksum of every storage, and of samples from everywhere, since checksums may be left out. A copy
 * of the file is the same; one with other weights, as after fine-tuning, is another, and so are the same weights saved
 * by another program.
 */
final class WeightsIdentity {

  private static final int END_BYTES = 256 << 10;   // the directory of XTTS v2 has about 100 kB
  private static final int SAMPLES = 64;
  private static final int SAMPLE_BYTES = 16 << 10;
  private static final int DIGEST_BYTES = 16;

  private WeightsIdentity() {
  }

  /** {@code SIZE-DIGEST}; empty if the file cannot be read. */
  static Optional<String> of(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long size = channel.size();
      for (int i = 0; i < SAMPLES; i++) {
        digest.update(read(channel, size / SAMPLES * i, SAMPLE_BYTES));
      }
      digest.update(read(channel, Math.max(0, size - END_BYTES), END_BYTES));
      return Optional.of(size + "-" + HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long position, int bytes) throws IOException {
    ByteBuffer read = ByteBuffer.allocate(bytes);
    while (read.hasRemaining() && channel.read(read, position + read.position()) > 0) {
      // on to the rest
    }
    return read.flip();
  }
}
