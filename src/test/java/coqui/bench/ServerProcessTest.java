package coqui.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {

  @TempDir
  Path folder;

  @Test
  void start_folderWithoutACheckpoint_failsWithTheReason() {
    Map<String, String> settings = Map.of("coqui.speakers.metadata-file", folder.resolve("speakers.json").toString());

    assertThatThrownBy(() -> ServerProcess.start(folder, settings))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the server could not be started")
        .hasMessageContaining("lacks model.pth");
  }

  @Test
  void start_settingThatIsRefused_failsWithWhatTheServerPrinted() {
    assertThatThrownBy(() -> ServerProcess.start(folder, Map.of("camel.server.host", "no.such.host.invalid")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("camel.server.port");
  }
}
