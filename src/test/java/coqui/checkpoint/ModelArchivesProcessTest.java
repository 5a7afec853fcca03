package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: the lock between processes, and a disk that takes no more. */
@Timeout(60)
class ModelArchivesProcessTest {

  @TempDir
  Path cache;

  @Test
  void archiveOf_severalProcesses_convertOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(start(java()));
    }
    List<String> said = new ArrayList<>();
    for (Process process : processes) {
      said.add(output(process));
    }

    assertThat(said).containsExactlyInAnyOrder("converted", "found", "found");
  }

  /** {@code ulimit -f} makes a write fail in its middle, as a full disk does, without one. The archive has 4.0 MB. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void archiveOf_writeThatFailsInTheMiddle_isToldAndLeavesNothing() throws Exception {
    String said = output(start("bash", "-c", "ulimit -f 2000; exec \"$0\" \"$@\"", java()));

    assertThat(said)
        .contains(".pt: the model's archive (3,9")
        .contains("bytes) cannot be written: File too large");
    assertThat(cache).isDirectoryNotContaining(file -> !file.toString().endsWith(".lock"));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Process start(String... command) throws IOException {
    List<String> full = new ArrayList<>(List.of(command));
    full.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
        ConversionProcess.class.getName(), Fixtures.REFERENCE.toString(), cache.toString()));
    ProcessBuilder builder = new ProcessBuilder(full).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");   // a JVM that takes some says so in its output
    return builder.start();
  }

  private static String output(Process process) throws Exception {
    process.waitFor();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
