package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.checkpoint.CheckpointFolder;
import coqui.checkpoint.DemoCheckpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedVoiceTest {

  /** Who replaces the demo voice is told here, not only where somebody listens. */
  @Test
  void all_areTheVoicesAndLanguagesOfTheDemoCheckpoint(@TempDir Path folder) {
    CheckpointFolder demo = CheckpointFolder.open(DemoCheckpoint.unpack(folder));

    assertThat(ExpectedVoice.all()).extracting(ExpectedVoice::name).hasSameElementsAs(demo.voices().keySet());
    assertThat(ExpectedVoice.all()).extracting(ExpectedVoice::language).hasSameElementsAs(demo.config().languages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en,Ada,40,33.7,0.0712", "de,Ada,10,,0.0650"})
  void row_ofARow_isTheSame(String row) {
    assertThat(ExpectedVoice.of(row).row()).isEqualTo(row);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en,Ada,40,,0.0712", "de,Ada,10,33.7,0.0650"})
  void of_anErrorRateWhereNobodyHeardOne_isRefused(String row) {
    assertThatThrownBy(() -> ExpectedVoice.of(row)).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ada");
  }
}
