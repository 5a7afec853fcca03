package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {

  @TempDir
  Path folder;

  @Test
  void open_reference_opensEverything() {
    CheckpointFolder checkpoint = CheckpointFolder.open(Fixtures.REFERENCE);

    assertThat(checkpoint.directory()).isEqualTo(Fixtures.REFERENCE);
    assertThat(checkpoint.vocabulary()).isRegularFile();
    try (StateDict model = checkpoint.stateDict()) {
      assertThat(model.tensor("mel_stats").shape()).containsExactly(80);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.pth", "config.json", "vocab.json", "speakers_xtts.pth"})
  void open_missingFile_isRefusedByName(String missing) throws IOException {
    for (String name : new String[] {"model.pth", "config.json", "vocab.json", "speakers_xtts.pth"}) {
      if (!name.equals(missing)) {
        Files.copy(Fixtures.REFERENCE.resolve(name), folder.resolve(name));
      }
    }

    refused(folder, "the checkpoint lacks " + missing);
  }

  @Test
  void open_emptyFolder_isRefusedByAllNames() {
    refused(folder, "the checkpoint lacks model.pth, config.json, vocab.json, speakers_xtts.pth");
  }

  @Test
  void open_missingFolder_isRefused() {
    refused(folder.resolve("nowhere"), "the folder of the checkpoint is missing");
  }

  @Test
  void open_fileInsteadOfAFolder_isRefused() {
    refused(Fixtures.REFERENCE.resolve("model.pth"), "this is a file, expected the folder that holds model.pth");
  }

  private static void refused(Path directory, String problem) {
    assertThatThrownBy(() -> CheckpointFolder.open(directory))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage(directory + ": " + problem);
  }
}
