package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerMetadataFileTest {

  private static final SpeakerMetadata TWO =
      new SpeakerMetadata(List.of("Claribel Dervla", "Eugenio Mataracı"), Instant.parse("2026-11-01T12:00:00Z"));

  @TempDir Path folder;
  private Path path;
  private SpeakerMetadataFile file;

  @BeforeEach
  void inTheFolder() {
    path = folder.resolve("speaker_metadata.json");
    file = new SpeakerMetadataFile(path);
  }

  @Test
  void read_ofTheSameCheckpoint_isWhatWasWritten() throws IOException {
    fileOf("1-a").write(TWO);

    assertThat(fileOf("1-a").read()).contains(TWO);
  }

  @Test
  void read_ofAnotherCheckpoint_isUnusable() throws IOException {
    fileOf("1-a").write(TWO);

    assertThatIOException().isThrownBy(() -> fileOf("2-b").read()).withMessageContaining("another checkpoint");
  }

  @Test
  void read_whereEitherCheckpointIsUnknown_isWhatWasWritten() throws IOException {
    file.write(TWO);
    assertThat(fileOf("1-a").read()).contains(TWO);

    fileOf("1-a").write(TWO);
    assertThat(file.read()).contains(TWO);
  }

  private SpeakerMetadataFile fileOf(String checkpoint) {
    return new SpeakerMetadataFile(file.path(), () -> Optional.of(checkpoint));
  }

  @Test
  void read_whatWasWritten_isTheSame() throws IOException {
    file.write(TWO);
    assertThat(file.read()).contains(TWO);
  }

  @Test
  void write_leftoversOfAKilledProcess_areDeletedButNotThoseInWorkOrOfOthers() throws IOException {
    Path left = Files.writeString(folder.resolve("speaker_metadata.json.left.tmp"), "{");
    Path inWork = Files.writeString(folder.resolve("speaker_metadata.json.inWork.tmp"), "{");
    Path notOurs = Files.writeString(folder.resolve("notes.tmp"), "{");
    FileTime longAgo = FileTime.from(Instant.now().minus(SpeakerMetadataFile.ABANDONED).minusSeconds(1));
    Files.setLastModifiedTime(left, longAgo);
    Files.setLastModifiedTime(notOurs, longAgo);

    file.write(TWO);

    assertThat(left).doesNotExist();
    assertThat(inWork).exists();
    assertThat(notOurs).exists();
  }

  @Test
  void write_nothingThereYet_hasTheDocumentedLayout() throws IOException {
    file.write(TWO);
    assertThat(path).hasContent(
        "{\"speakers\":[\"Claribel Dervla\",\"Eugenio Mataracı\"],\"count\":2,"
            + "\"last_updated\":\"2026-11-01T12:00:00Z\"}");
  }

  @Test
  void write_fileThere_replacesItAndLeavesNothingElse() throws IOException {
    Files.writeString(path, "x".repeat(10_000));
    file.write(TWO);
    assertThat(file.read()).contains(TWO);
    assertThat(folder).isDirectoryContaining(path::equals);
    assertThat(entries()).containsExactly(path);
  }

  @Test
  void write_folderMissing_makesIt() throws IOException {
    SpeakerMetadataFile deeper = new SpeakerMetadataFile(folder.resolve("a/b/speakers.json"));
    deeper.write(TWO);
    assertThat(deeper.read()).contains(TWO);
  }

  @Test
  void write_posixFileSystem_isReadableAsTheProcessWantsItsFiles() throws IOException {
    Assumptions.assumeTrue(Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null);
    Path ordinary = Files.createFile(folder.resolve("ordinary"));
    file.write(TWO);
    assertThat(Files.getPosixFilePermissions(path))
        .contains(PosixFilePermission.OWNER_READ)
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void write_folderInTheWay_failsAndLeavesNoTemporaryFile() throws IOException {
    Files.createDirectories(path.resolve("occupied"));
    assertThatIOException().isThrownBy(() -> file.write(TWO));
    assertThat(entries()).containsExactly(path);
  }

  @Test
  void write_moreThanCouldBeReadBack_failsAndKeepsTheOldFile() throws IOException {
    file.write(TWO);
    List<String> many = IntStream.range(0, 100_000).mapToObj("speaker number %d"::formatted).toList();
    assertThatIOException()
        .isThrownBy(() -> file.write(new SpeakerMetadata(many, TWO.lastUpdated())))
        .withMessageContaining("at most 1048576");
    assertThat(file.read()).contains(TWO);
  }

  @Test
  void read_noFile_isEmpty() throws IOException {
    assertThat(file.read()).isEmpty();
  }

  @Test
  void read_noFolder_isEmpty() throws IOException {
    assertThat(new SpeakerMetadataFile(folder.resolve("none/speakers.json")).read()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {
      "{\"speakers\":[\"Ana\"],\"last_updated\":\"2026-11-01T12:00:00Z\"}",
      "{\"last_updated\":\"2026-11-01T12:00:00Z\",\"later\":{\"a\":[1]},\"speakers\":[\"Ana\"]}",
      " {\"speakers\":[\"Ana\"],\"count\":1,\"last_updated\":\"2026-11-01T13:00:00+01:00\"}\n"
  })
  void read_requiredMembersAndOthers_isTaken(String content) throws IOException {
    Files.writeString(path, content);
    assertThat(file.read()).contains(new SpeakerMetadata(List.of("Ana"), TWO.lastUpdated()));
  }

  static Stream<Arguments> unusableContents() {
    String when = "\"last_updated\":\"2026-11-01T12:00:00Z\"";
    return Stream.of(
        Arguments.of("", "is missing, expected a JSON object"),
        Arguments.of("null", "is null, expected a JSON object"),
        Arguments.of("[]", "is array, expected a JSON object"),
        Arguments.of("speakers: [Ana]", "is not JSON"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"last_upd", "is not JSON"),
        Arguments.of("{\"speakers\":[\"Ana\"]," + when + "}}", "is not JSON"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"speakers\":[\"Bo\"]," + when + "}", "is not JSON"),
        Arguments.of("[".repeat(100_000), "is not JSON"),
        Arguments.of("{" + when + "}", "speakers is missing, expected an array"),
        Arguments.of("{\"speakers\":null," + when + "}", "speakers is null, expected an array"),
        Arguments.of("{\"speakers\":{\"Ana\":1}," + when + "}", "speakers is object, expected an array"),
        Arguments.of("{\"speakers\":[]," + when + "}", "there are no speakers"),
        Arguments.of("{\"speakers\":[\"Ana\",2]," + when + "}", "speakers holds 2, expected names"),
        Arguments.of("{\"speakers\":[null]," + when + "}", "speakers holds null, expected names"),
        Arguments.of("{\"speakers\":[\" \"]," + when + "}", "blank name"),
        Arguments.of("{\"speakers\":[\"Ana\",\"Ana\"]," + when + "}", "is there twice"),
        Arguments.of("{\"speakers\":[\"\\ud83d\"]," + when + "}", "not Unicode"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"count\":2," + when + "}", "count is 2, expected 1"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"count\":\"1\"," + when + "}", "count is string, expected 1"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"count\":1.5," + when + "}", "count is number, expected 1"),
        Arguments.of("{\"speakers\":[\"Ana\"]}", "last_updated is missing, expected an ISO 8601 instant"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"last_updated\":1793534400}", "last_updated is 1793534400, expected"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"last_updated\":\"yesterday\"}", "last_updated is not an ISO 8601"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"last_updated\":\"2026-11-01\"}", "last_updated is not an ISO 8601"),
        Arguments.of("{\"speakers\":[\"Ana\"],\"last_updated\":\"2026-02-30T00:00:00Z\"}", "not an ISO 8601"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unusableContents")
  void read_unusableContent_saysWhereAndWhatIsWrong(String content, String problem) throws IOException {
    Files.writeString(path, content);
    assertThatIOException().isThrownBy(file::read).withMessageContainingAll(path.toString(), problem);
  }

  @Test
  void read_anyTruncation_isRefused() throws IOException {
    file.write(TWO);
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      assertThatIOException().as("first %d of %d bytes", length, whole.length).isThrownBy(file::read);
    }
  }

  @Test
  void read_invalidUtf8_isRefused() throws IOException {
    Files.write(path, "{\"speakers\":[\"Ren\u00e9\"]}".getBytes(StandardCharsets.ISO_8859_1));
    assertThatIOException().isThrownBy(file::read).withMessageContaining("is not JSON");
  }

  @Test
  void read_tooLarge_isRefusedByItsSize() throws IOException {
    Files.writeString(path, "{\"speakers\":[]}" + " ".repeat(SpeakerMetadataFile.MAX_BYTES));
    assertThatIOException().isThrownBy(file::read).withMessageContaining("larger than 1048576 bytes");
  }

  @Test
  void read_folderInTheWay_isRefused() throws IOException {
    Files.createDirectory(path);
    assertThatIOException().isThrownBy(file::read).withMessageContaining("is not a regular file");
  }

  @Test
  void read_fileWhereAFolderShouldBe_cannotBeRead() throws IOException {
    Files.writeString(path, "a file");
    assertThatIOException()
        .isThrownBy(new SpeakerMetadataFile(path.resolve("speakers.json"))::read)
        .withMessageContaining("cannot be read");
  }

  @Test
  void constructor_rootOfAFileSystem_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SpeakerMetadataFile(folder.getRoot()));
  }

  @ParameterizedTest(name = "volume {0}, file {1} → {2}")
  @CsvSource({
      "true,  true,  volume/speaker_metadata.json",
      "true,  false, volume/speaker_metadata.json",
      "false, false, model/speaker_metadata.json"
  })
  void defaultPath_volumeOrNone_isOnTheVolumeOrBesideTheModel(boolean volume, boolean there, String expected)
      throws IOException {
    Path volumeFolder = folder.resolve("volume");
    if (volume) {
      Files.createDirectory(volumeFolder);
    }
    if (there) {
      Files.createFile(volumeFolder.resolve("speaker_metadata.json"));
    }
    assertThat(SpeakerMetadataFile.defaultPath(volumeFolder, folder.resolve("model")))
        .isEqualTo(folder.resolve(expected));
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }
}
