package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCheckpointTest {

  @TempDir
  Path cache;

  @Test
  void unpack_emptyCache_givesACheckpoint() {
    CheckpointFolder checkpoint = CheckpointFolder.open(DemoCheckpoint.unpack(cache));

    assertThat(checkpoint.config().languages()).isEqualTo(DemoVoices.LANGUAGES);
    try (StateDict model = checkpoint.stateDict()) {
      assertThat(XttsArchive.of(model, checkpoint.config(), Precisions.FLOAT32).tensorBytes()).isGreaterThan(20_000_000);
    }
  }

  @Test
  void unpack_secondTime_leavesTheFilesAsTheyAre() throws IOException {
    Path model = DemoCheckpoint.unpack(cache).resolve("model.pth");
    FileTime before = FileTime.fromMillis(1_700_000_000_000L);
    Files.setLastModifiedTime(model, before);

    DemoCheckpoint.unpack(cache);

    assertThat(Files.getLastModifiedTime(model)).isEqualTo(before);
  }

  @Test
  void unpack_damagedFile_isReplaced() throws IOException {
    Path config = DemoCheckpoint.unpack(cache).resolve("config.json");
    Files.writeString(config, "{}");

    DemoCheckpoint.unpack(cache);

    assertThat(config).hasSameBinaryContentAs(Fixtures.DEMO.resolve("config.json"));
    try (Stream<Path> files = Files.list(config.getParent())) {
      assertThat(files).hasSize(4);
    }
  }

  @Test
  void unpack_leftoversOfAKilledProcess_areDeletedButNotThoseInWork() throws IOException {
    Path folder = Files.createDirectories(DemoCheckpoint.directory(cache));
    Path left = Files.write(folder.resolve("model.pth.left.partial"), new byte[10]);
    Path inWork = Files.write(folder.resolve("model.pth.inWork.partial"), new byte[10]);
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(AtomicFile.ABANDONED).minusSeconds(1)));

    DemoCheckpoint.unpack(cache);

    assertThat(left).doesNotExist();
    assertThat(inWork).exists();
  }

  @Test
  void unpack_cacheThatIsAFile_isRefused() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));

    assertThatThrownBy(() -> DemoCheckpoint.unpack(file))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the demo voice cannot be unpacked: ");
  }
}
