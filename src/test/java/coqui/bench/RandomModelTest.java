package coqui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.XttsSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomModelTest {

  private static final Path VOCABULARY = Path.of("src/main/resources/demo/vocab.json");
  private static final XttsSizes SMALL =
      new XttsSizes(1, 32, 2, 1_000, 50, 402, 605, 16, 24, List.of(1, 1, 1, 1), List.of(8, 8, 8, 8));

  @TempDir
  Path folder;

  @Test
  void of_emptyFolder_isMadeForSoManyCodes() {
    MeasuredModel model = RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);

    assertThat(model.random()).isTrue();
    assertThat(CheckpointFolder.open(model.checkpoint()).config().maxAudioTokens()).isEqualTo(33);
  }

  @Test
  void of_folderForAsManyCodes_isLeftAsItIs() throws IOException {
    RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(folder.resolve("model.pth"), longAgo);

    RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);

    assertThat(Files.getLastModifiedTime(folder.resolve("model.pth"))).isEqualTo(longAgo);
  }

  @Test
  void of_folderForOtherCodes_isMadeAnew() {
    RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);

    RandomModel.of(folder, VOCABULARY, SMALL, 40, ConversionProgress.IGNORED);

    assertThat(CheckpointFolder.open(folder).config().maxAudioTokens()).isEqualTo(43);
  }

  @Test
  void of_attemptThatWasBrokenOff_isMadeAnew() throws IOException {
    RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);
    Files.delete(folder.resolve("model.pth"));

    RandomModel.of(folder, VOCABULARY, SMALL, 30, ConversionProgress.IGNORED);

    assertThat(folder.resolve("model.pth")).exists();
  }
}
