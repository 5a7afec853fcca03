package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  /** Each is killed after some milliseconds of conversions: before, in the middle of or after one. */
  @Test
  void archiveOf_afterProcessesThatWereKilled_isWholeAndNothingIsLeft() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 5; round++) {
      Process process = start(List.of(ConversionProcess.FOR_EVER), java());
      assertThat(process.getInputStream().read()).isPositive();
      assertThat(process.waitFor(random.nextInt(200), TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
      process.destroyForcibly().waitFor();

      CheckpointFolder checkpoint = CheckpointFolder.open(Fixtures.REFERENCE);
      Path archive = new ModelArchives(cache).archiveOf(checkpoint, Precisions.FLOAT32, ConversionProgress.IGNORED);
      try (StateDict model = checkpoint.stateDict()) {
        assertThat(XttsArchive.of(model, checkpoint.config(), Precisions.FLOAT32).isIntact(archive))
            .as("seed %d, round %d", seed, round).isTrue();
      }
    }
    new ModelArchives(cache).rebuild(
        CheckpointFolder.open(Fixtures.REFERENCE), Precisions.FLOAT32, ConversionProgress.IGNORED);
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files.map(file -> file.toString().replaceAll(".*\\.", ""))).containsExactlyInAnyOrder("lock", "pt");
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private Process start(String... command) throws IOException {
    return start(List.of(), command);
  }

  private Process start(List<String> more, String... command) throws IOException {
    List<String> full = new ArrayList<>(List.of(command));
    full.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
        ConversionProcess.class.getName(), Fixtures.REFERENCE.toString(), cache.toString()));
    full.addAll(more);
    ProcessBuilder builder = new ProcessBuilder(full).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");   // a JVM that takes some says so in its output
    return builder.start();
  }

  private static String output(Process process) throws Exception {
    process.waitFor();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
