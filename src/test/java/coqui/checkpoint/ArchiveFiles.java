package coqui.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the archive of a checkpoint where a test wants it. */
public final class ArchiveFiles {

  private ArchiveFiles() {}

  public static Path write(CheckpointFolder folder, Path file) {
    try (StateDict tensors = folder.stateDict();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      XttsArchive.of(tensors, folder.config()).writeTo(channel, ConversionProgress.IGNORED);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
