package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.speech.ModelLoadException;
import coqui.xtts.EngineListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointModelTest {

  @Test
  void load_tokenBeyondTheTextEmbedding_namesBothNumbers(@TempDir Path folder) throws Exception {
    Path checkpoint = DemoCheckpoint.unpack(folder);
    Path vocabulary = checkpoint.resolve("vocab.json");
    Files.writeString(vocabulary,
        Files.readString(vocabulary).replaceFirst("\"vocab\"\\s*:\\s*\\{", "$0\"another\": 900, "));

    assertThatThrownBy(() -> CheckpointModel.load(
        "demo", checkpoint, folder, Settings.load(Map.of()).engine(), ConversionProgress.IGNORED, EngineListener.NONE))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageMatching(
            ".*gpt\\.text_embedding\\.weight is \\[\\d{3}, 192], expected \\[901, 192] \\(vocab\\.json.*");
  }
}
