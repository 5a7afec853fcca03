package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.Language;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkerTest {

  private static final TextFrontEnd FRONT_END =
      TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 400));

  static Stream<Named<JsonNode>> chunkRows() {
    return ReferenceText.rows("chunks.jsonl").map(row -> Named.of(row.get("id").asText(), row));
  }

  @ParameterizedTest
  @MethodSource("chunkRows")
  void plan_referenceText_givesReferenceChunks(JsonNode row) {
    Language language = Language.of(row.get("lang").asText()).orElseThrow();

    assertThat(chunks(language, row.get("text").asText(), row.get("max_chars").asInt(), row.get("max_words").asInt()))
        .isEqualTo(ReferenceText.strings(row.get("chunks")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t ", "?!…", "👍🏽 🎉", "— « » —", "\u0001\u200b\ufeff"})
  void plan_nothingToSay_givesNoChunk(String text) {
    assertThat(FRONT_END.plan(text, Language.ENGLISH).chunks()).isEmpty();
  }

  @Test
  void plan_marksAlone_goWithTheSentenceBeside() {
    assertThat(chunks(Language.ENGLISH, "?! Well done. 🎉 🎉", 200, 60)).containsExactly("?! Well done. 🎉 🎉");
  }

  @ParameterizedTest(name = "{0} at {2}")
  @CsvSource(delimiter = '|', value = {
      "en | please ask for Mrs. Montgomery downstairs now | 20 | please ask for/Mrs. Montgomery/downstairs now",
      "en | the books by J. R. Tolkien stand over there | 17 | the books by/J. R. Tolkien/stand over there",
      "de | wir wohnen seit z. B. drei Jahren hier oben | 16 | wir wohnen seit/z. B. drei/Jahren hier oben",
      "fr | le loyer est de 12 000 € par mois environ | 16 | le loyer est de/12 000 € par/mois environ",
      "en | meet me in house No. 7 of the street | 15 | meet me in/house No. 7/of the street"
  })
  void plan_overlongSentence_keepsTogetherWhatIsReadAsOne(String language, String text, int characters, String chunks) {
    assertThat(chunks(Language.of(language).orElseThrow(), text, characters, 60)).containsExactly(chunks.split("/"));
  }

  @Test
  void plan_overlongSentence_isCutEvenly() {
    // Filling the first piece would leave "here" alone in the last.
    assertThat(chunks(Language.ENGLISH, "some words which follow each other here", 36, 60))
        .containsExactly("some words which", "follow each other here");
  }

  @Test
  void plan_shortSentenceBesideOverlongOne_doesNotStandAlone() {
    String clauses = "Then the wind came over the hills and the old trees began to sing in the dark of the night, "
        + "and all the people of the village came out of their houses with lamps in their hands to see what had come.";

    assertThat(chunks(Language.ENGLISH, "Yes. " + clauses + " No.", 120, 60)).containsExactly(
        "Yes. " + clauses.substring(0, clauses.indexOf(',') + 1),
        clauses.substring(clauses.indexOf(',') + 2),
        "No.");
  }

  @Test
  void plan_scriptWithoutSpaces_isCutBetweenWords() {
    assertThat(chunks(Language.CHINESE, "小猫今天早上喝了牛奶小狗昨天晚上吃了面包", 12, 60))
        .containsExactly("小猫今天早上喝了牛奶", "小狗昨天晚上吃了面包");
  }

  @Test
  void plan_languageWithShorterLimit_keepsIt() {
    String sentence = "小狗昨天晚上吃了面包。";

    assertThat(FRONT_END.plan(sentence.repeat(8), Language.CHINESE).chunks().stream().map(TextChunk::text))
        .containsExactly(sentence.repeat(7), sentence);
  }

  @ParameterizedTest
  @CsvSource({"en, 20", "zh, 12"})
  void plan_checkpointWithShorterLimit_keepsIt(String code, int limit) {
    TextFrontEnd frontEnd =
        TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(code, limit), 400));

    assertThat(frontEnd.plan("One two. Three four. Five six.", Language.of(code).orElseThrow()).chunks())
        .hasSizeGreaterThan(1)
        .allMatch(chunk -> chunk.text().length() <= limit);
  }

  @Test
  void plan_moreTokensThanAllowed_isCutFurtherAndNotTruncated() {
    String text = "wvxq ".repeat(30).strip();
    TextFrontEnd frontEnd = TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 40));

    List<TextChunk> chunks = frontEnd.plan(text, Language.ENGLISH).chunks();

    assertThat(chunks).hasSizeGreaterThan(1).allMatch(chunk -> chunk.tokenIds().length <= 40);
    assertThat(String.join(" ", chunks.stream().map(TextChunk::normalized).toList())).isEqualTo(text);
  }

  @Test
  void plan_wordBeyondAnyLimit_isCutBetweenCharacters() {
    List<String> chunks = chunks(Language.ENGLISH, "e\u0301".repeat(1000), 200, 60);

    assertThat(chunks).allMatch(chunk -> chunk.startsWith("e") && chunk.endsWith("\u0301") && chunk.length() <= 200);
    assertThat(String.join("", chunks)).isEqualTo("e\u0301".repeat(1000));
  }

  @ParameterizedTest
  @CsvSource({"0, 60", "200, 0", "-1, 60"})
  void plan_limitBelowOne_isRefused(int characters, int words) {
    assertThatThrownBy(() -> FRONT_END.plan("text", Language.ENGLISH, characters, words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected at least 1");
  }

  private static List<String> chunks(Language language, String text, int characters, int words) {
    return FRONT_END.plan(text, language, characters, words).chunks().stream().map(TextChunk::text).toList();
  }
}
