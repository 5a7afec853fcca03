package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells what a file is that is not a ZIP of {@code torch.save}, or why it cannot be read or written. */
final class ForeignFile {

  private static final int HEAD_BYTES = 512;
  private static final int TAR_MAGIC_OFFSET = 257;
  private static final String SAVE_AGAIN =
      "; save it again with PyTorch 1.6 or later: torch.save(torch.load(file), file)";

  private ForeignFile() {
  }

  /** The refusal of a file without a ZIP directory, by its first bytes. */
  static ModelLoadException notZip(Path file, FileChannel channel) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    int read = channel.read(head, 0);
    if (read <= 0) {
      return new ModelLoadException(file, "the file is empty");
    }
    String start = new String(head.array(), 0, read, StandardCharsets.ISO_8859_1);
    if (start.startsWith("PK\3\4")) {
      return new ModelLoadException(file, "the file is truncated: it begins as a ZIP but has no directory at its end "
          + "(%,d bytes); copy or download it again".formatted(channel.size()));
    }
    if (start.startsWith("ustar", TAR_MAGIC_OFFSET)) {
      return new ModelLoadException(file, "the file is in PyTorch's old tar format" + SAVE_AGAIN);
    }
    if (start.charAt(0) == '\u0080') {
      return new ModelLoadException(file, "the file is in PyTorch's old format, a pickle without a ZIP around it"
          + SAVE_AGAIN);
    }
    if (start.startsWith("version https://git-lfs")) {
      return new ModelLoadException(file, "the file is a Git LFS pointer, not the file itself; run git lfs pull");
    }
    return new ModelLoadException(file, "the file is not a ZIP as torch.save writes it");
  }

  static ModelLoadException unreadable(Path file, IOException cause) {
    return new ModelLoadException(file, "the file cannot be read: " + reason(cause), cause);
  }

  /** Why reading or writing failed, in words: Java gives some of these failures no more than a path. */
  static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " is missing";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    }
    if (cause instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + " is in the way";
    }
    return cause.getMessage();
  }
}
