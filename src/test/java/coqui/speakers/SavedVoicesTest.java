package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.InvalidRequestException;
import coqui.speech.UnknownVoiceException;
import coqui.speech.Voice;
import coqui.speech.VoiceExistsException;
import coqui.speech.VoiceQuotaException;
import coqui.speech.VoiceStorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedVoicesTest {

  private static final VoiceName ANNA = VoiceName.of("Anna");
  private static final VoiceName BERT = VoiceName.of("Bert");
  private static final VoiceLimits ROOM = new VoiceLimits(10, 1 << 20);

  @TempDir
  Path folder;

  private SavedVoices of(String checkpoint, VoiceLimits limits) {
    return new SavedVoices(folder, limits, () -> Optional.of(checkpoint), Clock.systemUTC(), Runnable::run,
        AfterWrite.NOTHING);
  }

  /** As another process, or the next start, would open it. */
  private SavedVoices voices() {
    return of("1-a", ROOM);
  }

  private static Voice voice(float value) {
    return new Voice("cloned", 2, new float[] {value, -0f, Float.MIN_VALUE, Float.MAX_VALUE, 5, 6}, new float[] {7, value});
  }

  private static void save(SavedVoices voices, VoiceName name, float value) {
    voices.save(name, "true", voice(value), List.of());
  }

  private Path entry(VoiceName name) {
    return folder.resolve(name.key());
  }

  private static float value(SavedVoices voices, VoiceName name) {
    return voices.find(name.text()).orElseThrow().conditioningLatents()[0];
  }

  @Test
  void find_afterSave_isTheVoiceUnderItsNameInAnyProcess() {
    save(voices(), ANNA, 1);

    Voice found = voices().find("Anna").orElseThrow();
    assertThat(found.name()).isEqualTo("Anna");
    assertThat(found.latentCount()).isEqualTo(2);
    assertThat(found.conditioningLatents()).isEqualTo(voice(1).conditioningLatents());
    assertThat(found.speakerEmbedding()).isEqualTo(voice(1).speakerEmbedding());
  }

  @Test
  void find_otherCaseOrNoName_isEmpty() {
    SavedVoices voices = voices();
    save(voices, ANNA, 1);

    for (String name : List.of("anna", "ANNA", "", "../Anna", ANNA.key(), "An\u0000na", "a".repeat(100_000))) {
      assertThat(voices.find(name)).as(name).isEmpty();
    }
  }

  @Test
  void find_sameLettersComposedOtherwise_isTheVoice() {
    SavedVoices voices = voices();
    save(voices, VoiceName.of("J\u00fcrgen"), 1);

    assertThat(voices.find("Ju\u0308rgen")).isPresent();
  }

  @Test
  void names_areTheOldestFirstInEveryProcess() {
    SavedVoices one = voices();
    SavedVoices other = voices();
    assertThat(one.names()).isEmpty();
    save(other, BERT, 1);
    assertThat(one.names()).containsExactly("Bert");
    save(one, VoiceName.of("Zoe"), 1);
    assertThat(other.names()).containsExactlyInAnyOrder("Bert", "Zoe");
    one.delete("Bert");
    assertThat(other.names()).containsExactly("Zoe");
  }

  @Test
  void names_nothingChanged_readsNoFileAgain() throws IOException {
    SavedVoices voices = voices();
    save(voices, ANNA, 1);
    FileTime settled = FileTime.from(Instant.now().minus(Duration.ofMinutes(1)));
    Files.setLastModifiedTime(folder, settled);
    assertThat(voices.names()).containsExactly("Anna");

    Files.delete(entry(ANNA).resolve("voice"));   // without a sign of it in the folder
    assertThat(voices.names()).containsExactly("Anna");
    Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
    assertThat(voices.names()).isEmpty();
  }

  @Test
  void find_savedAgainByAnotherProcess_isTheNewVoice() {
    SavedVoices one = voices();
    SavedVoices other = voices();
    save(one, ANNA, 1);
    assertThat(value(one, ANNA)).isEqualTo(1);

    other.delete("Anna");
    assertThat(one.find("Anna")).isEmpty();
    save(other, ANNA, 2);
    assertThat(value(one, ANNA)).isEqualTo(2);
  }

  @Test
  void save_nameThatIsTakenInOtherCase_isRefused() {
    SavedVoices voices = voices();
    save(voices, ANNA, 1);

    assertThatThrownBy(() -> save(voices, VoiceName.of("ANNA"), 2)).isInstanceOf(VoiceExistsException.class);
    assertThatThrownBy(() -> voices.checkRoomFor(ANNA)).isInstanceOf(VoiceExistsException.class);
    assertThat(value(voices, ANNA)).isEqualTo(1);
  }

  @Test
  void save_sameNameByManyAtOnce_isOfExactlyOne() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Float>> saved = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          float value = i;
          SavedVoices process = voices();
          saved.add(clients.submit(savedAs(process, value, start)));
        }
        start.countDown();
        List<Float> winners = new ArrayList<>();
        for (Future<Float> one : saved) {
          if (!one.get().isNaN()) {
            winners.add(one.get());
          }
        }
        assertThat(winners).containsExactly(value(voices(), ANNA));
        voices().delete("Anna");
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static Callable<Float> savedAs(SavedVoices process, float value, CountDownLatch start) {
    return () -> {
      start.await();
      try {
        save(process, ANNA, value);
        return value;
      } catch (VoiceExistsException taken) {
        return Float.NaN;
      }
    };
  }

  @Test
  void save_moreThanMayBe_isRefusedUntilOneIsDeleted() {
    SavedVoices voices = of("1-a", new VoiceLimits(1, 1 << 20));
    save(voices, ANNA, 1);

    assertThatThrownBy(() -> save(voices, BERT, 1)).isInstanceOf(VoiceQuotaException.class)
        .hasMessage("There are 1 saved voices, at most 1 are allowed (coqui.voices.most); delete one.");
    voices.delete("Anna");
    save(voices, BERT, 1);
    assertThat(voices.names()).containsExactly("Bert");
  }

  @Test
  void save_moreBytesThanMayBe_isRefusedRecordingsCounted() {
    SavedVoices voices = of("1-a", new VoiceLimits(10, 2_000));
    voices.save(ANNA, "true", voice(1), List.of(new byte[1_500]));

    assertThatThrownBy(() -> voices.save(BERT, "true", voice(1), List.of(new byte[1_500])))
        .isInstanceOf(VoiceQuotaException.class).hasMessageContaining("coqui.voices.max-bytes");
    assertThat(entry(BERT)).doesNotExist();
    assertThat(voices.names()).containsExactly("Anna");
  }

  @Test
  void save_recordings_areKeptAsTheyAreAndDeletedWithTheVoice() throws IOException {
    SavedVoices voices = voices();
    voices.save(ANNA, "true", voice(1), List.of(new byte[] {1, 2}, new byte[] {3}));

    assertThat(Files.readAllBytes(entry(ANNA).resolve("recording-1"))).containsExactly(1, 2);
    assertThat(Files.readAllBytes(entry(ANNA).resolve("recording-2"))).containsExactly(3);
    voices.delete("Anna");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void delete_nameThatIsNone_isUnknown() {
    SavedVoices voices = voices();
    save(voices, ANNA, 1);

    for (String name : List.of("Bert", "anna", "", "..", "../" + ANNA.key(), "\ud800", "a".repeat(10_000))) {
      assertThatThrownBy(() -> voices.delete(name)).as(name).isInstanceOf(UnknownVoiceException.class);
    }
    assertThat(voices.names()).containsExactly("Anna");
  }

  @Test
  void find_voiceOfAnotherCheckpoint_isRefusedAndNotListed() {
    save(voices(), ANNA, 1);
    SavedVoices others = of("2-b", ROOM);

    try (WarningLog log = new WarningLog(VoiceList.class)) {
      assertThat(others.names()).isEmpty();
      assertThat(others.names()).isEmpty();
      assertThat(log.warnings()).singleElement().asString().contains("another checkpoint").doesNotContain("Anna");
    }
    assertThatThrownBy(() -> others.find("Anna")).isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("learned with another model");
    others.delete("Anna");
    assertThat(voices().names()).isEmpty();
  }

  @Test
  void save_checkpointThatCannotBeRead_isToldAndNothingIsSaved() {
    SavedVoices voices = new SavedVoices(
        folder, ROOM, Optional::empty, Clock.systemUTC(), Runnable::run, AfterWrite.NOTHING);

    assertThatThrownBy(() -> save(voices, ANNA, 1)).isInstanceOf(VoiceStorageException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void save_folderThatCannotBe_isTold() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    SavedVoices voices = new SavedVoices(
        file, ROOM, () -> Optional.of("1-a"), Clock.systemUTC(), Runnable::run, AfterWrite.NOTHING);

    try (WarningLog log = new WarningLog(VoiceList.class)) {
      assertThatThrownBy(() -> save(voices, ANNA, 1)).isInstanceOf(VoiceStorageException.class)
          .hasMessage("The voice cannot be saved, because of the folder of saved voices (coqui.voices.directory): "
              + "a file is in the way.");
      assertThat(voices.names()).isEmpty();
      assertThat(voices.names()).isEmpty();
      assertThatThrownBy(() -> voices.find("Anna")).isInstanceOf(VoiceStorageException.class);
      assertThat(log.warnings()).hasSize(1);
    }
  }

  @Test
  void save_afterKilledProcesses_sweepsWhatTheyLeft() throws IOException {
    Path old = Files.createDirectory(folder.resolve(".0.partial"));
    Files.createFile(old.resolve("voice"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    Files.createFile(Files.createDirectory(folder.resolve(".1.deleted")).resolve("voice"));
    Path young = Files.createDirectory(folder.resolve(".2.partial"));

    save(voices(), ANNA, 1);

    assertThat(folder).isDirectoryContaining(young::equals);
    assertThat(folder.toFile().list()).hasSize(2);
  }

  @Test
  void commit_everyChange_isTold() {
    List<Path> committed = new ArrayList<>();
    SavedVoices voices = new SavedVoices(
        folder, ROOM, () -> Optional.of("1-a"), Clock.systemUTC(), Runnable::run, committed::add);
    save(voices, ANNA, 1);
    voices.delete("Anna");

    assertThat(committed).containsExactly(entry(ANNA), entry(ANNA));
  }

  @Test
  void names_filesOfOthersInTheFolder_areNobodys() throws IOException {
    Files.createFile(folder.resolve(".DS_Store"));
    Files.createFile(folder.resolve("README"));
    Files.createDirectory(folder.resolve("lost+found"));
    save(voices(), ANNA, 1);

    try (WarningLog log = new WarningLog(VoiceList.class)) {
      assertThat(voices().names()).containsExactly("Anna");
      assertThat(log.warnings()).isEmpty();
    }
  }
}
