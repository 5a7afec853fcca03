package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextFrontEndTest {

  @Test
  void plan_demoVocabulary_hasAnIdForEveryLetter() throws URISyntaxException {
    Path demo = Path.of(TextFrontEnd.class.getResource("/demo/vocab.json").toURI());
    TextFrontEnd frontEnd = TextFrontEnd.load(demo, new TextLimits(Map.of("en", 110), 400));

    TextChunk chunk = frontEnd.plan("Dr. Hale counted 21 boats!", Language.ENGLISH).chunks().get(0);

    assertThat(chunk.text()).isEqualTo("Dr. Hale counted 21 boats!");
    assertThat(chunk.normalized()).isEqualTo("doctor hale counted twenty-one boats!");
    assertThat(chunk.tokenIds()).hasSize(1 + chunk.normalized().length()).doesNotContain(1).startsWith(4);
  }

  @Test
  void plan_numberAcrossManyWords_isCutByTokensWithoutLoss() {
    TextFrontEnd frontEnd = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 60));

    SpeechPlan plan = frontEnd.plan("1".repeat(199), Language.ENGLISH);

    assertThat(plan.chunks()).allMatch(chunk -> chunk.tokenIds().length <= 60);
    assertThat(String.join(" ", plan.chunks().stream().map(TextChunk::normalized).toList())).isEqualTo(
        "one ".repeat(199).strip());
  }

  @Test
  void plan_marksBeyondAnyLimit_areOneChunkWithTheirLetter() {
    TextFrontEnd frontEnd = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 400));

    SpeechPlan plan = frontEnd.plan("a" + "!".repeat(5_000), Language.ENGLISH);

    assertThat(plan.chunks()).singleElement().satisfies(chunk -> assertThat(chunk.tokenIds()).hasSizeLessThan(400));
  }

  @ParameterizedTest
  @EnumSource
  void plan_namesOfSpecialTokens_giveNoSpecialToken(Language language) {
    TextFrontEnd frontEnd = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 400));

    SpeechPlan plan = frontEnd.plan("[STOP] [START][UNK] ［STOP］ [SPACE] [en] [zh-cn] x", language);

    assertThat(plan.chunks()).singleElement().satisfies(chunk -> assertThat(
        IntStream.of(chunk.tokenIds()).skip(1)).doesNotContain(0, 516, 518, 850));
  }

  @Test
  void load_missingVocabulary_saysSo() {
    assertThatThrownBy(() -> TextFrontEnd.load(Path.of("nowhere/vocab.json"), new TextLimits(Map.of(), 400)))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("vocab.json");
  }
}
