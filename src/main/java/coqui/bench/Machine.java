package coqui.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a report was measured on.
 *
 * @param processor its name, as far as the system tells
 * @param cores that this program may use
 * @param memoryBytes of the machine
 * @param system its name, version and architecture
 * @param java version of the virtual machine
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  static Machine here() {
    return new Machine(
        processorName(),
        Runtime.getRuntime().availableProcessors(),
        systemBean().getTotalMemorySize(),
        "%s %s %s".formatted(
            System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch")),
        Runtime.version().toString());
  }

  /** How many tasks wanted a processor on average over the last minute; null where the system does not tell. */
  static Double load() {
    double load = systemBean().getSystemLoadAverage();
    return load < 0 ? null : load;
  }

  private static OperatingSystemMXBean systemBean() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines.filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(() -> System.getProperty("os.arch"));
    } catch (IOException noSuchFile) {
      return System.getProperty("os.arch");
    }
  }
}
