package coqui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.cache.OtherWriter.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AudioFolderTest {

  private static final int HEAD_BYTES = 84;
  private static final StoredAudio AUDIO = new StoredAudio(new byte[] {'R', 'I', 'F', 'F', 1, 2, 3}, 22_050, 1.25);

  @TempDir
  Path scratch;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T08:00:00Z"));

  private Path folder() {
    return scratch.resolve("kept/audio");
  }

  private AudioFolder open(long mostBytes) {
    return new AudioFolder(folder(), mostBytes, now::get);
  }

  private static AudioKey key(long number) {
    return new AudioKey.Digest().add(number).key();
  }

  private Path file(AudioKey key) {
    return folder().resolve(key.digits() + ".audio");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void find_kept_isTheSame() {
    open(1_000).keep(key(1), AUDIO);

    StoredAudio found = open(1_000).find(key(1)).orElseThrow();

    assertThat(found.wav()).isEqualTo(AUDIO.wav());
    assertThat(found.sampleRate()).isEqualTo(22_050);
    assertThat(found.seconds()).isEqualTo(1.25);
  }

  @Test
  void find_neverKept_isNone() {
    assertThat(open(1_000).find(key(1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 83, 84, 90})
  void find_truncatedFile_isNoneAndTheFileIsDeleted(int bytes) throws IOException {
    open(1_000).keep(key(1), AUDIO);
    Files.write(file(key(1)), Arrays.copyOf(Files.readAllBytes(file(key(1))), bytes));

    assertThat(open(1_000).find(key(1))).isEmpty();
    assertThat(file(key(1))).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 40, 72, 76, 84, 90})
  void find_oneByteChanged_isNoneAndTheFileIsDeleted(int at) throws IOException {
    open(1_000).keep(key(1), AUDIO);
    byte[] content = Files.readAllBytes(file(key(1)));
    content[at] ^= 1;
    Files.write(file(key(1)), content);

    assertThat(open(1_000).find(key(1))).isEmpty();
    assertThat(file(key(1))).doesNotExist();
  }

  @Test
  void find_fileOfAnotherKey_isNone() throws IOException {
    open(1_000).keep(key(1), AUDIO);
    Files.move(file(key(1)), file(key(2)));

    assertThat(open(1_000).find(key(2))).isEmpty();
  }

  @Test
  void find_hugeForeignFile_isNoneWithoutBeingRead() throws IOException {
    Files.createDirectories(folder());
    Files.write(file(key(1)), new byte[2_000]);

    assertThat(open(1_000).find(key(1))).isEmpty();
    assertThat(file(key(1))).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "links need rights elsewhere")
  void find_linkOutOfTheFolder_isNoneAndItsTargetStays() throws IOException {
    open(1_000).keep(key(1), AUDIO);
    Path elsewhere = scratch.resolve("elsewhere");
    Files.move(file(key(1)), elsewhere);
    Files.createSymbolicLink(file(key(1)), elsewhere);

    assertThat(open(1_000).find(key(1))).isEmpty();
    assertThat(elsewhere).exists();
  }

  @Test
  void keep_full_theLongestUnusedMakesRoom() throws IOException {
    AudioFolder folder = open(3L * (HEAD_BYTES + AUDIO.wav().length));
    for (int number = 1; number <= 3; number++) {
      folder.keep(key(number), AUDIO);
      Files.setLastModifiedTime(file(key(number)), FileTime.from(now.get().plusSeconds(number)));
    }
    now.set(now.get().plusSeconds(60));
    folder.find(key(1));
    folder.keep(key(4), AUDIO);

    assertThat(files()).containsExactlyInAnyOrder(
        key(1).digits() + ".audio", key(3).digits() + ".audio", key(4).digits() + ".audio");
  }

  @Test
  void keep_largerThanTheFolderMayBe_isNotKept() {
    open(50).keep(key(1), AUDIO);

    assertThat(folder()).doesNotExist();
  }

  @Test
  void keep_leftoversOfAKilledProcess_areSweptAwayButNotThoseInWork() throws IOException {
    Files.createDirectories(folder());
    Path left = Files.write(folder().resolve("left.partial"), new byte[10]);
    Path inWork = Files.write(folder().resolve("inWork.partial"), new byte[10]);
    Path notOurs = Files.write(folder().resolve("notes.txt"), new byte[10]);
    Files.setLastModifiedTime(left, FileTime.from(now.get().minus(Duration.ofMinutes(11))));
    Files.setLastModifiedTime(inWork, FileTime.from(now.get()));
    Files.setLastModifiedTime(notOurs, FileTime.from(now.get().minus(Duration.ofDays(1))));
    open(1_000).keep(key(1), AUDIO);

    assertThat(left).doesNotExist();
    assertThat(inWork).exists();
    assertThat(notOurs).exists();
  }

  @Test
  void keep_folderIsAFile_isServedWithout() throws IOException {
    Files.createDirectories(folder().getParent());
    Files.writeString(folder(), "in the way");
    AudioFolder folder = open(1_000);
    folder.keep(key(1), AUDIO);

    assertThat(folder.find(key(1))).isEmpty();
  }

  @Test
  void keep_somethingInTheWayOfTheFile_isServedWithout() throws IOException {
    Files.createDirectories(file(key(1)).resolve("a folder"));
    AudioFolder folder = open(1_000);
    folder.keep(key(1), AUDIO);

    assertThat(folder.find(key(1))).isEmpty();
    assertThat(files()).containsExactly(key(1).digits() + ".audio");
  }

  /** The other process writes the same keys all the time, and is killed in the middle of it. */
  @Test
  void find_whileAnotherProcessWritesAndIsKilled_isWholeOrNone() throws Exception {
    int rounds = 6;
    for (int round = 0; round < rounds; round++) {
      Process other = OtherWriter.start(folder(), scratch.resolve("errors"));
      assertThat(other.getInputStream().read()).as("the other process has begun").isPositive();
      AudioFolder folder = open(Recording.FOLDER_BYTES);
      for (int number = 0; number < 300; number++) {
        AudioKey key = key(number % Recording.COUNT);
        folder.find(key).ifPresent(audio -> assertThat(Recording.isWhole(audio)).isTrue());
        if (number % 7 == 0) {
          folder.keep(key, Recording.of(number));
        }
      }
      other.destroyForcibly().waitFor();
    }
    AudioFolder afterwards = open(Recording.FOLDER_BYTES);
    for (int number = 0; number < Recording.COUNT; number++) {
      afterwards.keep(key(number), Recording.of(number));
      assertThat(afterwards.find(key(number))).get().satisfies(audio ->
          assertThat(Recording.isWhole(audio)).isTrue());
    }
  }
}
