package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The engine must not grow with what it has done. Each probe does enough to grow by twice the tolerance and more if one
 * result or argument of every call were kept.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the probe reads /proc/self/status")
class NativeMemoryTest {

  private static final long TOLERANCE_BYTES = 24L << 20;
  private static final Pattern RESULT = Pattern.compile("grown by (-?\\d+)");

  @ParameterizedTest
  @ValueSource(strings = {"vocode", "step", "failing call", "load"})
  void probe_doneManyTimes_doesNotGrow(String action) throws IOException {
    Process probe = new ProcessBuilder(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:MaxDirectMemorySize=16m",
        "-cp", System.getProperty("java.class.path"), NativeMemoryProbe.class.getName(), action))
        .redirectErrorStream(true)
        .start();

    String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    Matcher result = RESULT.matcher(output);
    assertThat(result.find()).as("the probe has a result: %s", output).isTrue();
    assertThat(Long.parseLong(result.group(1))).isLessThan(TOLERANCE_BYTES);
  }
}
