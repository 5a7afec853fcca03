package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' own judge of metrics, rules and settings: {@code promtool}, from Debian's package {@code prometheus}. */
final class Promtool {

  private static final String MISSING = "SKIPPED, promtool did not judge metrics, alerts and dashboard: there is none "
      + "(apt-get install --no-install-recommends prometheus)";

  private Promtool() {}

  /** Fails if it finds fault; a machine without promtool skips the test, and says so. */
  static void accepts(String... arguments) throws IOException, InterruptedException {
    judge("", arguments);
  }

  /** The same with something to read; the answer is what it says. */
  static String judge(String input, String... arguments) throws IOException, InterruptedException {
    Process promtool = start(arguments);
    try (OutputStream reading = promtool.getOutputStream()) {
      reading.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    return said;
  }

  private static Process start(String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      System.err.println(MISSING);
      assumeTrue(false, MISSING);
      throw new AssertionError("assumeTrue returned", absent);
    }
  }
}
