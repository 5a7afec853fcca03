package coqui;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a folder with routes, as they were at one moment.
 *
 * @param contents by the files' names
 */
record RouteFiles(SortedMap<String, byte[]> contents) {

  static final int MOST_FILES = 1_000;
  static final int MOST_BYTES_OF_A_FILE = 1 << 20;

  /**
   * Those that are there now.
   *
   * @throws IOException if they cannot be read, or are far too many or too large for routes
   */
  static RouteFiles in(Path folder) throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.yaml")) {
      for (Path file : files) {
        if (contents.size() == MOST_FILES) {
          throw new IOException("%s has more than %d files".formatted(folder, MOST_FILES));
        }
        contents.put(file.getFileName().toString(), bytes(file));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return new RouteFiles(contents);
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MOST_BYTES_OF_A_FILE + 1);
      if (bytes.length > MOST_BYTES_OF_A_FILE) {
        throw new IOException("%s has more than %d bytes".formatted(file, MOST_BYTES_OF_A_FILE));
      }
      return bytes;
    }
  }

  boolean sameAs(RouteFiles others) {
    return contents.keySet().equals(others.contents.keySet()) && differentFrom(others).isEmpty();
  }

  /** The names of those that are new or others than in {@code before}. */
  List<String> differentFrom(RouteFiles before) {
    return contents.keySet().stream()
        .filter(name -> !Arrays.equals(contents.get(name), before.contents.get(name)))
        .toList();
  }

  /** Why these cannot follow {@code before}, as far as can be seen without reading YAML. */
  Optional<String> problemAfter(RouteFiles before) {
    Optional<String> gone = before.contents.keySet().stream()
        .filter(name -> !contents.containsKey(name))
        .findFirst()
        .map(name -> name + " is gone; put it back, or start the program again to do without its routes");
    return gone.or(() -> contents.entrySet().stream()
        .filter(file -> new String(file.getValue(), StandardCharsets.UTF_8).isBlank())
        .findFirst()
        .map(file -> file.getKey() + " is empty"));
  }
}
