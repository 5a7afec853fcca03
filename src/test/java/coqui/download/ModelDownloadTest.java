package coqui.download;

import static coqui.download.Replies.breakingOff;
import static coqui.download.Replies.file;
import static coqui.download.Replies.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.checkpoint.DemoCheckpoint;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the folder, with the demo voice in the place of XTTS v2. */
class ModelDownloadTest {

  private static final List<String> NAMES = List.of("config.json", "vocab.json", "speakers_xtts.pth", "model.pth");
  private static final byte[] GARBAGE = "not what you asked for".getBytes(StandardCharsets.UTF_8);
  private static final Map<String, byte[]> DEMO = new LinkedHashMap<>();

  @TempDir
  Path temporary;

  private Path folder;
  private FaultyServer server;
  private Downloads downloads;

  @BeforeAll
  static void readDemoVoice(@TempDir Path cache) throws IOException {
    Path demo = DemoCheckpoint.unpack(cache);
    for (String name : NAMES) {
      DEMO.put(name, Files.readAllBytes(demo.resolve(name)));
    }
  }

  @BeforeEach
  void start() throws IOException {
    folder = temporary.resolve("models/xtts_v2");
    server = FaultyServer.start();
    DEMO.forEach((name, content) -> server.on("/xtts/" + name, file(content, "\"" + name + "\"")));
    downloads = new Downloads(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void run_newFolder_holdsTheFilesAndNothingElse() throws Exception {
    int fetched = downloads.fetch(known());

    assertThat(fetched).isEqualTo(4);
    assertThatFolderIsComplete();
    assertThat(server.requests()).extracting(FaultyServer.Request::target)
        .containsExactly("/xtts/config.json", "/xtts/vocab.json", "/xtts/speakers_xtts.pth", "/xtts/model.pth");
  }

  @Test
  void run_secondTime_fetchesNothing() throws Exception {
    downloads.fetch(known());

    Downloads again = new Downloads(folder);
    assertThat(again.fetch(known())).isZero();

    assertThat(again.keptFiles()).isEqualTo(NAMES);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void run_someFilesThere_fetchesOnlyTheOthers() throws Exception {
    Files.createDirectories(folder);
    Files.write(folder.resolve("model.pth"), DEMO.get("model.pth"));

    assertThat(downloads.fetch(known())).isEqualTo(3);

    assertThatFolderIsComplete();
    assertThat(server.requests("/xtts/model.pth")).isEmpty();
    assertThat(downloads.keptFiles()).containsExactly("model.pth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "model.pth"})
  void run_anotherFileOfThatName_isNotReplaced(String name) throws Exception {
    Files.createDirectories(folder);
    Path precious = Files.write(folder.resolve(name), GARBAGE);

    assertThatThrownBy(() -> downloads.fetch(known()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll(precious.toString(), "it has 22 bytes", "Move it away");

    assertThat(precious).hasBinaryContent(GARBAGE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void run_failureInTheMiddle_givesNoFileItsNameAndGoesOnLater() throws Exception {
    server.on("/xtts/speakers_xtts.pth", status(404));
    assertThatThrownBy(() -> downloads.fetch(known())).isInstanceOf(DownloadException.class);
    assertThat(NAMES).allSatisfy(name -> assertThat(folder.resolve(name)).doesNotExist());
    server.on("/xtts/speakers_xtts.pth", file(DEMO.get("speakers_xtts.pth"), "\"v1\""));

    new Downloads(folder).fetch(known());

    assertThatFolderIsComplete();
    assertThat(server.requests("/xtts/config.json")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void run_killedWhileFilesGotTheirNames_finishesWithoutFetching(int named) throws Exception {
    Path fetched = Files.createDirectories(folder.resolve(".downloaded"));
    for (int i = 0; i < NAMES.size(); i++) {
      Files.write((i < named ? folder : fetched).resolve(NAMES.get(i)), DEMO.get(NAMES.get(i)));
    }

    downloads.fetch(ModelSource.otherCheckpoint(server.folder()));

    assertThatFolderIsComplete();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void run_folderIsComplete_needsNoWriting() throws Exception {
    downloads.fetch(known());
    Files.delete(folder.resolve(".download.lock"));

    new Downloads(folder).fetch(known());

    assertThat(folder.resolve(".download.lock")).doesNotExist();
  }

  @Test
  void run_whileAnotherRuns_isRefused() throws Exception {
    Files.createDirectories(folder);
    FolderLock other = FolderLock.of(folder);
    try {
      assertThatThrownBy(() -> downloads.fetch(known()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("another download into this folder is running");
    } finally {
      other.close();
    }

    assertThat(server.requests()).isEmpty();
    assertThat(downloads.fetch(known())).isEqualTo(4);
  }

  @Test
  void run_folderIsAFile_isRefused() throws Exception {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "");

    assertThatThrownBy(() -> downloads.fetch(known()))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll(folder.toString(), "a file is in the way");
  }

  @Test
  void run_linkToAFolder_isFollowed() throws Exception {
    Path real = Files.createDirectories(temporary.resolve("volume"));
    Files.createDirectories(folder.getParent());
    Files.createSymbolicLink(folder, real);

    downloads.fetch(known());

    assertThatFolderIsComplete();
    assertThat(real.resolve("model.pth")).isRegularFile();
  }

  @Test
  void run_otherCheckpoint_isOpenedBeforeItsFilesGetTheirNames() throws Exception {
    assertThat(downloads.fetch(ModelSource.otherCheckpoint(server.folder()))).isEqualTo(4);

    assertThatFolderIsComplete();
    assertThat(new Downloads(folder).fetch(ModelSource.otherCheckpoint(server.folder()))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "vocab.json", "speakers_xtts.pth", "model.pth"})
  void run_otherCheckpointWithAFileThatIsNone_isNotKept(String name) {
    server.on("/xtts/" + name, file(GARBAGE, "\"v1\""));

    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll("no checkpoint of XTTS", name);

    assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith(".download.lock"));
  }

  @Test
  void run_otherCheckpointBesideFilesOfUnknownOrigin_isRefused() throws Exception {
    Files.createDirectories(folder);
    Path precious = Files.write(folder.resolve("config.json"), GARBAGE);

    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .isInstanceOf(DownloadException.class)
        .hasMessageContainingAll("has some files of a checkpoint", "lacks vocab.json, speakers_xtts.pth, model.pth");

    assertThat(precious).hasBinaryContent(GARBAGE);
  }

  @Test
  void run_folderFullOfSomethingElse_isRefused() throws Exception {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      Files.write(folder.resolve(name), GARBAGE);
    }

    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(server.folder())))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("the folder has all files, but they are no checkpoint");
  }

  @Test
  void run_partsOfAnotherCheckpointOnTheWay_areNotMixedIn() throws Exception {
    server.on("/other/config.json", file(GARBAGE, "\"v1\""))
        .on("/other/vocab.json", breakingOff(DEMO.get("vocab.json"), "\"v1\"", 100), status(404));
    URI other = server.folder().resolve("/other/");
    assertThatThrownBy(() -> downloads.fetch(ModelSource.otherCheckpoint(other))).hasMessageContaining("404");

    new Downloads(folder).fetch(ModelSource.otherCheckpoint(server.folder()));

    assertThatFolderIsComplete();
    assertThat(server.sent("/xtts/vocab.json", "Range")).containsOnlyNulls();
  }

  @Test
  void baseUrl_folderWithoutASlash_getsOne() {
    assertThat(ModelSource.baseUrl("https://example.org/xtts")).hasToString("https://example.org/xtts/");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "", "models", "/models", "file:///models", "ftp://example.org/", "https:///models", "https://a b/",
      "https://user:secret@example.org/", "https://example.org/?key=1", "https://example.org/#top"})
  void baseUrl_noFolderOnAServer_isRefused(String text) {
    assertThatThrownBy(() -> ModelSource.baseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://HOST/PATH/");
  }

  @Test
  void xttsV2_isKnownFileByFile() {
    ModelSource xtts = ModelSource.xttsV2(ModelSource.PUBLISHED);

    assertThat(xtts.isKnown()).isTrue();
    assertThat(xtts.mayBePlain()).isFalse();
    assertThat(xtts.files()).extracting(RemoteFile::name).isEqualTo(NAMES);
    assertThat(xtts.files()).allSatisfy(
        file -> assertThat(file.published().orElseThrow().sha256()).matches("[0-9a-f]{64}"));
    assertThat(xtts.urlOf(xtts.files().get(3))).hasToString("https://huggingface.co/coqui/XTTS-v2/resolve/"
        + "6c2b0d75eae4b7047358e3b6bd9325f857d43f77/model.pth");
  }

  private ModelSource known() {
    return new ModelSource(
        server.folder(), NAMES.stream().map(name -> Downloads.known(name, DEMO.get(name))).toList());
  }

  private void assertThatFolderIsComplete() {
    DEMO.forEach((name, content) -> assertThat(folder.resolve(name)).hasBinaryContent(content));
    assertThat(folder.resolve(".download")).doesNotExist();
    assertThat(folder.resolve(".downloaded")).doesNotExist();
  }
}
