package coqui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.pipeline.CheckpointTexts;
import coqui.speech.Language;
import coqui.text.TextFrontEnd;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTextsTest {

  /** The demo voice has shorter chunks than others. */
  @ParameterizedTest
  @ValueSource(strings = {"src/main/resources/demo", "src/test/resources/reference/xtts/checkpoint"})
  void texts_anyModel_haveAsManyChunksAsTheyAreNamedFor(Path checkpoint) {
    TextFrontEnd texts = CheckpointTexts.of(checkpoint).frontEnd();

    assertThat(texts.plan(BenchTexts.oneChunk(), Language.ENGLISH).chunks()).hasSize(1);
    assertThat(texts.plan(BenchTexts.eightChunks(), Language.ENGLISH).chunks()).hasSize(8);
  }
}
