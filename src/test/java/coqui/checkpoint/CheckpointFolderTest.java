package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.SamplingSettings;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

  @Test
  void open_demoVoice_givesItsConfiguration(@TempDir Path cache) {
    XttsConfig config = CheckpointFolder.open(DemoCheckpoint.unpack(cache)).config();

    assertThat(config.languages()).containsExactly("en");
    assertThat(config.charLimits()).isEqualTo(Map.of("en", 110));
    assertThat(config.sampling()).isEqualTo(new SamplingSettings(0.25, 50, 0.8, 2));
    assertThat(config.gptWidth()).isEqualTo(192);
    assertThat(config.textTokens()).isEqualTo(165);
    assertThat(config.startTextToken()).isEqualTo(3);
    assertThat(config.stopAudioToken()).isEqualTo(2067);
  }

  @Test
  void voices_referenceCheckpoint_areInTheOrderOfTheFile() {
    Map<String, Voice> voices = CheckpointFolder.open(Fixtures.REFERENCE).voices();

    assertThat(voices).hasSize(58);
    Voice first = voices.values().iterator().next();
    assertThat(first.name()).isEqualTo("Claribel Dervla");
    assertThat(first.latentCount()).isEqualTo(32);
    assertThat(first.width()).isEqualTo(64);
    assertThat(first.speakerEmbedding()).hasSize(48);
  }
}
