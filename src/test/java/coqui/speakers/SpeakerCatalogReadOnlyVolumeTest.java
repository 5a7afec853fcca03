package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is kept in memory, by the same rules. Not by permissions: they do not bind every user. */
class SpeakerCatalogReadOnlyVolumeTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Duration LESS = TEN_DAYS.minusMillis(1);

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final StepExecutor background = new StepExecutor();
  private final List<Path> written = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private Supplier<List<String>> checkpoint = () -> List.of("Old");
  private WarningLog log;
  private SpeakerMetadataFile file;

  @BeforeEach
  void beginLog() {
    log = new WarningLog(SpeakerCatalog.class);
    file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
  }

  @AfterEach
  void endLog() {
    log.close();
  }

  private SpeakerCatalog catalogOf(SpeakerMetadataFile of) {
    return new SpeakerCatalog(of, this::readCheckpoint, now::get, background, written::add);
  }

  private List<String> readCheckpoint() {
    reads.incrementAndGet();
    return checkpoint.get();
  }

  /** A volume on which nothing can be made: its place is taken by a file. */
  private SpeakerCatalog onAVolumeThatCannotBeWritten() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("volume"));
    return catalogOf(new SpeakerMetadataFile(notAFolder.resolve("speaker_metadata.json")));
  }

  @Test
  void current_volumeCannotBeWritten_isAnsweredFromMemory() throws IOException {
    SpeakerCatalog inMemory = onAVolumeThatCannotBeWritten();
    SpeakerMetadata first = inMemory.current();
    now.set(START.plus(LESS));
    assertThat(inMemory.current()).isSameAs(first);
    assertThat(reads).hasValue(1);
    background.runAll();
    assertThat(written).isEmpty();
  }

  @Test
  void current_memoryTenDaysOld_isAnsweredStaleAndRefreshedInTheBackground() throws IOException {
    SpeakerCatalog inMemory = onAVolumeThatCannotBeWritten();
    inMemory.current();
    now.set(START.plus(TEN_DAYS));
    checkpoint = () -> List.of("New");
    assertThat(inMemory.current().speakers()).containsExactly("Old");
    background.runAll();
    assertThat(inMemory.current()).isEqualTo(new SpeakerMetadata(List.of("New"), now.get()));
  }

  /** It can be read, but its name leaves no room for that of a temporary file beside it (255 bytes on most systems). */
  private SpeakerMetadataFile fileThatCannotBeReplaced(Instant lastUpdated) throws IOException {
    SpeakerMetadataFile readOnly = new SpeakerMetadataFile(folder.resolve("x".repeat(250)));
    file.write(new SpeakerMetadata(List.of("Old"), lastUpdated));
    Files.move(file.path(), readOnly.path());
    return readOnly;
  }

  @Test
  void current_staleFileOnAReadOnlyVolume_isRefreshedInMemory() throws IOException {
    SpeakerCatalog readOnly = catalogOf(fileThatCannotBeReplaced(START.minus(TEN_DAYS)));
    checkpoint = () -> List.of("New");
    assertThat(readOnly.current().speakers()).containsExactly("Old");
    background.runAll();
    assertThat(readOnly.current().speakers()).containsExactly("New");
    assertThat(reads).hasValue(1);
    assertThat(log.warnings()).singleElement().asString().contains("kept in memory");
  }

  @Test
  void current_bothOldAndMemoryNewer_isMemory() throws IOException {
    SpeakerCatalog readOnly = catalogOf(fileThatCannotBeReplaced(START.minus(TEN_DAYS)));
    checkpoint = () -> List.of("New");
    readOnly.rebuild();
    now.set(START.plus(TEN_DAYS));
    assertThat(readOnly.current().speakers()).containsExactly("New");
  }

  @Test
  void current_bothOldAndFileUnusable_isMemory() throws IOException {
    SpeakerMetadataFile readOnly = fileThatCannotBeReplaced(START);
    SpeakerCatalog memory = catalogOf(readOnly);
    memory.rebuild();
    Files.writeString(readOnly.path(), "{");
    now.set(START.plus(TEN_DAYS));
    assertThat(memory.current().speakers()).containsExactly("Old");
    assertThat(background.waiting()).isOne();
  }

  @Test
  void current_memoryOlderThanTheFile_isTheFile() throws IOException {
    SpeakerMetadataFile readOnly = fileThatCannotBeReplaced(START.minus(TEN_DAYS));
    SpeakerCatalog twoSources = catalogOf(readOnly);
    twoSources.rebuild();
    now.set(START.plus(TEN_DAYS));
    file.write(new SpeakerMetadata(List.of("Elsewhere"), START.plusSeconds(1)));
    Files.delete(readOnly.path());
    Files.move(file.path(), readOnly.path());
    assertThat(twoSources.current().speakers()).containsExactly("Elsewhere");
  }
}
