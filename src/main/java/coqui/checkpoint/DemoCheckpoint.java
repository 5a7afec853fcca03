package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The demo voice that this program carries: a checkpoint of three English voices, in Coqui's own files. */
public final class DemoCheckpoint {

  private static final String RESOURCES = "/demo/";
  private static final List<String> FILES =
      List.of(CheckpointFolder.MODEL, CheckpointFolder.CONFIG, CheckpointFolder.VOCABULARY, CheckpointFolder.SPEAKERS);

  private DemoCheckpoint() {
  }

  /** The folder that the files are unpacked into; it need not exist yet. */
  public static Path directory(Path cacheDirectory) {
    return cacheDirectory.resolve("demo-voice");
  }

  /**
   * Puts the files into {@link #directory}, where they are not there yet, for a {@link CheckpointFolder} to open. One
   * thread at a time: an equal file stays, but two threads that both miss it would write it twice.
   *
   * @throws ModelLoadException if they cannot be written
   */
  public static synchronized Path unpack(Path cacheDirectory) {
    Path folder = directory(cacheDirectory);
    try {
      Files.createDirectories(folder);
      for (String name : FILES) {
        unpack(name, folder.resolve(name));
      }
      return folder;
    } catch (IOException e) {
      throw new ModelLoadException(folder, "the demo voice cannot be unpacked: " + ForeignFile.reason(e), e);
    }
  }

  private static void unpack(String name, Path target) throws IOException {
    byte[] content;
    try (InputStream resource = DemoCheckpoint.class.getResourceAsStream(RESOURCES + name)) {
      content = resource.readAllBytes();
    }
    // An equal file stays: its time is part of the key of the archive that was made of it.
    boolean there = Files.isRegularFile(target) && Files.size(target) == content.length;
    if (there && Arrays.equals(Files.readAllBytes(target), content)) {
      return;
    }
    AtomicFile.write(target, content);
  }
}
