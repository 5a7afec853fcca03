package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.WavFile;
import coqui.inbox.DroppedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files in an inbox, and real processes that speak them with the demo voice: killed, or several at a time. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InboxKillTest {

  private static final int FILES = 24;
  private static final int ROUNDS = 6;
  private static final int LATEST_MILLISECONDS = 4_000;

  @TempDir
  Path folder;

  private DroppedFiles files;

  @BeforeEach
  void dropFiles() throws Exception {
    files = new DroppedFiles(folder);
    for (int i = 0; i < FILES; i++) {
      files.drop("file-%02d.txt".formatted(i), "This is file number %d.".formatted(i));
    }
  }

  private void awaitAllDone() throws Exception {
    for (int i = 0; i < FILES; i++) {
      files.awaitDone("file-%02d.txt".formatted(i));
    }
  }

  private void assertThatEachHasOneWholeRecording() throws Exception {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      expected.add("file-%02d.txt.wav".formatted(i));
    }
    assertThat(files.recordings()).isEqualTo(expected);
    for (String recording : expected) {
      assertThat(WavFile.decode(Files.readAllBytes(files.outbox.resolve(recording))).seconds()).isPositive();
    }
    assertThat(DroppedFiles.names(files.inbox.resolve("done"))).hasSize(FILES);
    assertThat(DroppedFiles.names(files.inbox.resolve("failed"))).isEmpty();
    assertThat(DroppedFiles.names(files.inbox)).containsExactly("done", "failed");
    assertThat(files.outbox).isDirectoryNotContaining("glob:**.partial");
  }

  /** Killed while it reads, speaks, writes, renames and moves, whenever that is. */
  @Test
  void process_killedAtAnyMoment_losesNoFileAndLeavesNoneHalfDone() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int killedAtWork = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (ServeProcess server = ServeProcess.start(folder, files.settings(Map.of("coqui.batch.files-in-work", "3")))) {
        server.awaitPrinted(Pattern.compile("tts.inference.start|Ready after"));
        server.awaitEnd(1_000 + random.nextInt(LATEST_MILLISECONDS));
        server.kill();
        killedAtWork += DroppedFiles.names(files.inbox).size() > 2 ? 1 : 0;
        for (String recording : files.recordings()) {   // whatever is there is whole, at any moment
          assertThat(WavFile.decode(Files.readAllBytes(files.outbox.resolve(recording))).seconds())
              .as("seed %d", seed).isPositive();
        }
      }
    }
    assertThat(killedAtWork).as("rounds that ended with files left").isPositive();
    try (ServeProcess server = ServeProcess.ready(folder, files.settings(Map.of()))) {
      awaitAllDone();

      assertThatEachHasOneWholeRecording();
      assertThat(server.printed()).doesNotContain("ERROR");
    }
  }

  @Test
  void twoProcesses_onOneFolder_speakEachFileOnce() throws Exception {
    try (ServeProcess one = ServeProcess.ready(folder, files.settings(Map.of()));
        ServeProcess other = ServeProcess.ready(folder, files.settings(Map.of()))) {
      for (int i = 0; i < FILES; i++) {
        files.drop("more-%02d.txt".formatted(i), "One more, number %d.".formatted(i));
      }
      awaitAllDone();
      for (int i = 0; i < FILES; i++) {
        files.awaitDone("more-%02d.txt".formatted(i));
      }
      long spokenByOne = count(one);
      long spokenByOther = count(other);

      assertThat(spokenByOne + spokenByOther).isEqualTo(2 * FILES);
      assertThat(spokenByOne).isPositive();
      assertThat(spokenByOther).isPositive();
    }
  }

  private static long count(ServeProcess server) {
    return Pattern.compile("tts.inference.start").matcher(server.printed()).results().count();
  }
}
