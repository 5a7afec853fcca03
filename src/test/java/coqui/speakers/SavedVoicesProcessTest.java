package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.Voice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: sudden death, a disk that takes no more, others at the same folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SavedVoicesProcessTest {

  private static final int KILLS = 15;

  @TempDir
  Path folder;

  /** Each is killed after some milliseconds of saving and deleting, and the next goes on with what is there. */
  @Test
  void save_killedAtAnyMoment_leavesVoicesThatAreWholeAndNoOthers() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < KILLS; round++) {
      Process process = start(java(), SavingProcess.FOR_EVER);
      assertThat(process.getInputStream().read()).isPositive();
      assertThat(process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS)).as("it ended by itself").isFalse();
      process.destroyForcibly().waitFor();

      try (WarningLog log = new WarningLog(VoiceList.class)) {
        checkAll(SavingProcess.voices(folder), "seed %d, round %d".formatted(seed, round));
        assertThat(log.warnings()).as("seed %d, round %d", seed, round).isEmpty();
      }
    }
    makeOld(unfinished());
    SavedVoices voices = SavingProcess.voices(folder);
    voices.save(VoiceName.of("Last"), "true", SavingProcess.voice(1), List.of());
    assertThat(unfinished()).isEmpty();
    assertThat(voices.names()).contains("Last");   // where in the list, the clock says: to the second
  }

  private void checkAll(SavedVoices voices, String when) throws IOException {
    List<String> names = voices.names();
    for (String name : names) {
      Voice found = voices.find(name).orElseThrow();
      float number = Float.parseFloat(name.substring("Voice ".length()));
      assertThat(found.conditioningLatents()).as(when).hasSize(32 * 1024).containsOnly(number);
      assertThat(found.speakerEmbedding()).as(when).hasSize(512).containsOnly(number);
      Path recording = folder.resolve(VoiceName.of(name).key()).resolve("recording-1");
      assertThat(Files.size(recording)).as(when).isEqualTo(500_000);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.filter(entry -> !entry.getFileName().toString().startsWith("."))).as(when)
          .hasSameSizeAs(names);
    }
  }

  private List<Path> unfinished() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static void makeOld(List<Path> entries) throws IOException {
    FileTime longAgo = FileTime.from(Instant.now().minus(VoiceFolder.ABANDONED.multipliedBy(2)));
    for (Path entry : entries) {
      Files.setLastModifiedTime(entry, longAgo);
    }
  }

  @Test
  void save_sameNamesByTwoProcesses_eachIsOfOneOfThem() throws Exception {
    Process one = start(java(), SavingProcess.ALL);
    Process other = start(java(), SavingProcess.ALL);

    List<String> saved = new ArrayList<>();
    for (Process process : List.of(one, other)) {
      List<String> said = lines(process);
      saved.addAll(said.subList(1, said.size()));
    }

    assertThat(saved).containsExactlyInAnyOrderElementsOf(
        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
    assertThat(SavingProcess.voices(folder).names()).hasSize(100);
    assertThat(unfinished()).isEmpty();
  }

  /** {@code ulimit -f} makes a write fail in its middle, as a full disk does, without one. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void save_writeThatFailsInTheMiddle_isToldAndLeavesNothing() throws Exception {
    List<String> said =
        lines(start("bash", "-c", "ulimit -f 2000; exec \"$0\" \"$@\"", java(), SavingProcess.LARGE));

    assertThat(said).last().asString().isEqualTo(
        "The voice cannot be saved, because of the folder of saved voices (coqui.voices.directory): File too large.");
    assertThat(folder).isEmptyDirectory();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** @param commandAndTask what it is to do comes last */
  private Process start(String... commandAndTask) throws IOException {
    List<String> full = new ArrayList<>(List.of(commandAndTask));
    String task = full.remove(full.size() - 1);
    full.addAll(List.of("-Xmx128m", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
        SavingProcess.class.getName(), folder.toString(), task));
    ProcessBuilder builder = new ProcessBuilder(full).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().remove("JAVA_TOOL_OPTIONS");   // a JVM that takes some says so in its output
    return builder.start();
  }

  /** All that it prints but for its log. */
  private static List<String> lines(Process process) throws Exception {
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return printed.lines().filter(line -> !line.contains("SavedVoices")).toList();
  }
}
