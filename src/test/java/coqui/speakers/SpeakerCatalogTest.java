package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerCatalogTest {

  private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Duration LESS = TEN_DAYS.minusMillis(1);

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final StepExecutor background = new StepExecutor();
  private final List<Path> written = new ArrayList<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile Supplier<List<String>> checkpoint = () -> List.of("Old");
  private WarningLog log;
  private SpeakerMetadataFile file;
  private SpeakerCatalog catalog;

  @BeforeEach
  void onAnEmptyVolume() {
    log = new WarningLog(SpeakerCatalog.class);
    file = new SpeakerMetadataFile(folder.resolve("speaker_metadata.json"));
    catalog = catalogOf(file);
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

  /** A file from {@link #START}, and a checkpoint that has changed since. */
  private void oldFile(Duration age) throws IOException {
    file.write(new SpeakerMetadata(List.of("Old"), START));
    checkpoint = () -> List.of("New", "Newer");
    now.set(START.plus(age));
  }

  @Test
  void current_noFile_isRebuiltAtOnceAndWritten() throws IOException {
    assertThat(catalog.current()).isEqualTo(new SpeakerMetadata(List.of("Old"), START));
    assertThat(file.read()).contains(new SpeakerMetadata(List.of("Old"), START));
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void current_youngFile_isAnsweredWithoutTheCheckpoint() throws IOException {
    oldFile(LESS);
    assertThat(catalog.current().speakers()).containsExactly("Old");
    assertThat(background.waiting()).isZero();
    assertThat(reads).hasValue(0);
  }

  @Test
  void current_tenDaysOldFile_isAnsweredStaleAndRefreshedInTheBackground() throws IOException {
    oldFile(TEN_DAYS);
    assertThat(catalog.current().speakers()).containsExactly("Old");
    assertThat(reads).hasValue(0);
    background.runAll();
    assertThat(catalog.current()).isEqualTo(new SpeakerMetadata(List.of("New", "Newer"), now.get()));
    assertThat(reads).hasValue(1);
  }

  @Test
  void current_manyRequestsForAStaleFile_startOneRefresh() throws IOException {
    oldFile(TEN_DAYS);
    for (int i = 0; i < 20; i++) {
      assertThat(catalog.current().speakers()).containsExactly("Old");
    }
    assertThat(background.waiting()).isOne();
  }

  @Test
  void current_refreshFails_staysStaleAndIsTriedAgain() throws IOException {
    oldFile(TEN_DAYS);
    checkpoint = () -> {
      throw new IllegalStateException("no checkpoint");
    };
    catalog.current();
    background.runAll();
    assertThat(catalog.current().speakers()).containsExactly("Old");
    assertThat(log.warnings()).singleElement().asString().contains("could not be read from the checkpoint");
    checkpoint = () -> List.of("New");
    background.runAll();
    assertThat(catalog.current().speakers()).containsExactly("New");
  }

  @Test
  void current_backgroundIsClosed_stillAnswersStale() throws IOException {
    oldFile(TEN_DAYS);
    SpeakerCatalog closing = new SpeakerCatalog(file, this::readCheckpoint, now::get, task -> {
      throw new RejectedExecutionException();
    }, written::add);
    assertThat(closing.current().speakers()).containsExactly("Old");
    assertThat(closing.rebuild().speakers()).containsExactly("New", "Newer");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {
      "",
      "{\"speakers\":[\"Old\"],\"last_upda",
      "{\"speakers\":\"Old\",\"last_updated\":\"2026-11-01T12:00:00Z\"}",
      "{\"speakers\":[\"Old\"],\"last_updated\":\"2026-11-01T12:00:00.001Z\"}",
      "{\"speakers\":[\"Old\"],\"last_updated\":\"9999-11-01T12:00:00Z\"}"
  })
  void current_unusableOrFutureDatedFile_isRebuiltWithAWarning(String content) throws IOException {
    Files.writeString(file.path(), content);
    checkpoint = () -> List.of("New");
    assertThat(catalog.current()).isEqualTo(new SpeakerMetadata(List.of("New"), START));
    assertThat(file.read()).contains(new SpeakerMetadata(List.of("New"), START));
    assertThat(log.warnings()).singleElement().asString().contains(file.path().toString()).contains("rebuilding");
  }

  @Test
  void current_fileDeletedMeanwhile_isRebuilt() throws IOException {
    catalog.current();
    Files.delete(file.path());
    checkpoint = () -> List.of("New");
    assertThat(catalog.current().speakers()).containsExactly("New");
    assertThat(file.path()).exists();
  }

  @Test
  void current_fileReplacedByAnotherProcess_isSeen() throws IOException {
    catalog.current();
    file.write(new SpeakerMetadata(List.of("Elsewhere"), START));
    assertThat(catalog.current().speakers()).containsExactly("Elsewhere");
  }

  @Test
  void current_checkpointUnreadableAndNoFile_throwsWhatTheCheckpointThrew() {
    IllegalStateException broken = new IllegalStateException("no checkpoint");
    checkpoint = () -> {
      throw broken;
    };
    assertThatThrownBy(catalog::current).isSameAs(broken);
    checkpoint = () -> List.of("New");
    assertThat(catalog.current().speakers()).containsExactly("New");
  }

  @Test
  void rebuild_youngFile_readsTheCheckpointAndWrites() throws IOException {
    oldFile(Duration.ofDays(1));
    assertThat(catalog.rebuild()).isEqualTo(new SpeakerMetadata(List.of("New", "Newer"), now.get()));
    assertThat(file.read().orElseThrow().lastUpdated()).isEqualTo(now.get());
  }

  @Test
  void rebuild_twice_readsTheCheckpointTwice() {
    catalog.rebuild();
    catalog.rebuild();
    assertThat(reads).hasValue(2);
  }

  @Test
  void rebuild_clockWithFractions_isDatedToTheSecond() {
    now.set(START.plusMillis(999));
    assertThat(catalog.rebuild().lastUpdated()).isEqualTo(START);
  }

  @Test
  void rebuild_fileWritten_isFollowedByTheHookInTheBackground() {
    catalog.rebuild();
    assertThat(written).isEmpty();
    background.runAll();
    assertThat(written).containsExactly(file.path());
  }

  @Test
  void revalidate_youngFile_doesNothing() throws IOException {
    oldFile(LESS);
    catalog.revalidate();
    assertThat(background.waiting()).isZero();
  }

  @Test
  void revalidate_tenDaysOldFile_refreshesInTheBackground() throws IOException {
    oldFile(TEN_DAYS);
    catalog.revalidate();
    background.runAll();
    assertThat(file.read().orElseThrow().speakers()).containsExactly("New", "Newer");
  }

  @Test
  void revalidate_noFile_leavesItToTheNextRequest() {
    catalog.revalidate();
    assertThat(background.waiting()).isZero();
    assertThat(file.path()).doesNotExist();
  }

  @Test
  void revalidate_unusableFile_warnsAndLeavesItToTheNextRequest() throws IOException {
    Files.writeString(file.path(), "{");
    catalog.revalidate();
    assertThat(background.waiting()).isZero();
    assertThat(log.warnings()).singleElement().asString().contains("next request");
  }

  @Test
  void age_afterSomeDays_isCountedFromTheLastUpdate() {
    SpeakerMetadata metadata = catalog.current();
    now.set(START.plus(Duration.ofDays(3)));
    assertThat(catalog.age(metadata)).isEqualTo(Duration.ofDays(3));
  }
}
