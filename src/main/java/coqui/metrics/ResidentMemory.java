package coqui.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How much of this process is in memory: Linux' {@code VmRSS}. Most of it is the model's, which the JVM knows nothing
 * of.
 */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";
  private static final double KILOBYTE = 1024;

  private ResidentMemory() {}

  /** Whether the system tells. */
  static boolean isKnown() {
    return !Double.isNaN(bytes());
  }

  /** NaN where the system does not tell. */
  static double bytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines.filter(line -> line.startsWith(FIELD))
          .mapToDouble(line -> Long.parseLong(
              line.substring(FIELD.length(), line.length() - "kB".length()).strip()) * KILOBYTE)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException noLinux) {
      return Double.NaN;
    }
  }
}
