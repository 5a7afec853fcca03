package coqui.speakers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "sync with a path is GNU's")
class VolumeCommitTest {

  @TempDir Path volume;

  @Test
  void wrote_mountedVolume_commitsWithoutAWarning() {
    try (WarningLog log = new WarningLog(VolumeCommit.class)) {
      new VolumeCommit(volume).wrote(volume.resolve("speaker_metadata.json"));
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void wrote_commandFails_isToldAndTolerated() {
    try (WarningLog log = new WarningLog(VolumeCommit.class)) {
      new VolumeCommit(volume.resolve("none")).wrote(volume.resolve("speaker_metadata.json"));
      assertThat(log.warnings()).singleElement().asString().contains("none ended with 1");
    }
  }

  @Test
  void wrote_threadInterrupted_staysInterrupted() {
    Thread.currentThread().interrupt();
    new VolumeCommit(volume).wrote(volume.resolve("speaker_metadata.json"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void constructor_relativePath_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new VolumeCommit(Path.of("--file-system")));
  }
}
