package coqui.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much of a process was in memory when that was the most: Linux' {@code VmHWM}. */
final class PeakMemory {

  private static final String FIELD = "VmHWM:";
  private static final long KILOBYTE = 1024;

  private PeakMemory() {}

  /** In bytes; null where the system does not tell. */
  static Long bytesOf(long processId) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(processId), "status"))) {
      return lines.filter(line -> line.startsWith(FIELD))
          .map(line -> Long.parseLong(line.substring(FIELD.length(), line.length() - "kB".length()).strip()) * KILOBYTE)
          .findFirst()
          .orElse(null);
    } catch (IOException noSuchFile) {
      return null;
    }
  }
}
