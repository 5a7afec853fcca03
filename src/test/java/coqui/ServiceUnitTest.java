package coqui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of systemd, held to the program that it starts. */
class ServiceUnitTest {

  private static final Path UNIT = Path.of("config/systemd/coqui-camel.service");
  private static final String ANALYZE = "/usr/bin/systemd-analyze";

  private final List<String> lines = Files.readAllLines(UNIT);

  @TempDir
  Path folder;

  ServiceUnitTest() throws IOException {}

  @Test
  void unit_command_isThatOfTheContainer() throws IOException {
    Dockerfile image = Dockerfile.read(Path.of("config/container/Dockerfile"));
    String entry = image.last("ENTRYPOINT").replaceAll("[\\[\\]\",]", "");

    assertThat(values("ExecStart")).containsExactly("/usr/bin/" + entry + " serve");
    assertThat(values("WorkingDirectory")).containsExactly(image.last("WORKDIR"));
  }

  @Test
  void unit_environment_namesSettingsAndStaysInTheCache() {
    Map<String, String> environment = values("Environment").stream().map(assignment -> assignment.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    Settings inside = Settings.load(Installation.ofThisProgram(), environment, new Properties(), Map.of());
    String cache = "/var/cache/" + values("CacheDirectory").get(0);

    assertThat(inside.unknownNames()).isEmpty();
    assertThat(inside.cacheDirectory()).isEqualTo(Path.of(cache));
    assertThat(inside.speakers().metadataFile()).startsWithRaw(Path.of(cache));
    assertThat(inside.voices().directory()).startsWithRaw(Path.of("/var/lib/" + values("StateDirectory").get(0)));
    assertThat(environment.get("XDG_CACHE_HOME")).isEqualTo(cache);
    assertThat(environment.get("DJL_CACHE_DIR")).startsWith(cache);
  }

  @Test
  void unit_timeToStop_isLongerThanTheDrain() {
    Duration drain = Settings.load(Map.of()).http().drainTime();

    assertThat(Duration.ofSeconds(Long.parseLong(values("TimeoutStopSec").get(0))))
        .isGreaterThanOrEqualTo(drain.plus(ContainerTest.BEYOND_THE_DRAIN_TIME));
    assertThat(values("KillMode")).as("decoders end with their requests").containsExactly("mixed");
  }

  @Test
  void unit_underSystemdAnalyze_hasNoFault() throws Exception {
    assumeTrue(Files.isExecutable(Path.of(ANALYZE)), "needs Debian's package systemd");
    // Programs and documents of an installed service are not on this machine, and verify looks for them.
    String unit = Files.readString(UNIT)
        .replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/true")
        .replaceAll("(?m)^(WorkingDirectory=).*$", "$1/");
    Path copy = Files.writeString(folder.resolve(UNIT.getFileName()), unit);
    Process analyze = new ProcessBuilder(ANALYZE, "verify", "--man=no", copy.toString()).redirectErrorStream(true).start();
    String said = new String(analyze.getInputStream().readAllBytes());

    assertThat(analyze.waitFor()).as(said).isZero();
    assertThat(said.lines().filter(line -> line.contains(copy.toString()))).isEmpty();
  }

  private List<String> values(String key) {
    return lines.stream().filter(line -> line.startsWith(key + "=")).map(line -> line.substring(key.length() + 1))
        .toList();
  }
}
