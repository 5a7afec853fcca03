package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own judge of rules and settings: {@code promtool}, from Debian's package {@code prometheus}. */
final class Promtool {

  private static final String MISSING = "SKIPPED, promtool did not look at config/prometheus and config/grafana: "
      + "there is none (apt-get install --no-install-recommends prometheus)";

  private Promtool() {}

  /** Has these arguments judged; a machine without promtool skips the test, and says so. */
  static void accepts(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    ProcessBuilder promtool = new ProcessBuilder(command).redirectErrorStream(true);
    Process running;
    try {
      running = promtool.start();
    } catch (IOException absent) {
      System.err.println(MISSING);
      assumeTrue(false, MISSING);
      return;
    }
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(running.waitFor()).as(said).isZero();
  }
}
