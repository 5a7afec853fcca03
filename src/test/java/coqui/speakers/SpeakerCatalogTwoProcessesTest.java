package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs on one file. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpeakerCatalogTwoProcessesTest {

  private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");

  @TempDir Path folder;
  @TempDir Path logs;
  private final StepExecutor background = new StepExecutor();
  private SpeakerMetadataFile file;
  private SpeakerCatalog catalog;

  @BeforeEach
  void onOneFile() {
    file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
    catalog = new SpeakerCatalog(file, () -> List.of("this"), () -> NOW, background, AfterWrite.NOTHING);
  }

  @Test
  void current_missingFileRebuiltByTheOther_isTakenFromTheFile() throws IOException {
    try (OtherProcess other = start()) {
      assertThat(other.ask("current")).isEqualTo("[that]");
      assertThat(catalog.current().speakers()).containsExactly("that");
    }
  }

  @Test
  void current_staleInBoth_isRefreshedByEachAndWholeAfterEach() throws IOException {
    file.write(new SpeakerMetadata(List.of("old"), NOW.minus(SpeakerCatalog.MAX_AGE)));
    try (OtherProcess other = start()) {
      assertThat(catalog.current().speakers()).containsExactly("old");
      assertThat(other.ask("current")).isEqualTo("[old]");
      assertThat(other.ask("background")).isEqualTo("1");
      assertThat(catalog.current()).isEqualTo(new SpeakerMetadata(List.of("that"), NOW));
      background.runAll();
      assertThat(other.ask("current")).isEqualTo("[this]");
    }
  }

  @Test
  void rebuild_inTheOther_isSeenAtOnce() throws IOException {
    try (OtherProcess other = start()) {
      catalog.current();
      assertThat(other.ask("rebuild")).isEqualTo("[that]");
      assertThat(catalog.current().speakers()).containsExactly("that");
    }
  }

  @Test
  void write_bothAtOnce_leavesOneWholeFileAtAnyTime() throws IOException {
    try (OtherProcess other = start()) {
      other.tell("rewrite");
      OtherProcess.rewrite(file, NOW, "this", 300);
      assertThat(other.answer()).isEqualTo("whole");
    }
    assertThat(file.read().orElseThrow().speakers())
        .isIn(OtherProcess.names("this", 299), OtherProcess.names("that", 299));
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).containsExactly(file.path());
    }
  }

  private OtherProcess start() throws IOException {
    return new OtherProcess(file.path(), NOW, "that", logs.resolve("errors.log"));
  }
}
