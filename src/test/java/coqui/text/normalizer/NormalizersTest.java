package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.Language;
import coqui.text.ReferenceText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NormalizersTest {

  static Stream<Named<JsonNode>> tokenizeRows() {
    return ReferenceText.rows("tokenize.jsonl")
        .map(row -> Named.of(row.get("id").asText(), row));
  }

  @ParameterizedTest
  @MethodSource("tokenizeRows")
  void normalize_referenceText_saysWhatTheReferenceExpects(JsonNode row) {
    String said = Normalizers.of(language(row)).normalize(row.get("text").asText());

    List<String> right = new ArrayList<>(List.of(row.get("clean").asText()));
    if (row.has("accept")) {
      right.addAll(ReferenceText.strings(row.get("accept")));
    }
    if (isSpacedFreely(row)) {
      assertThat(said.replace(" ", "")).isIn(right.stream().map(text -> text.replace(" ", "")).toList());
    } else {
      assertThat(said).isIn(right);
    }
  }

  @ParameterizedTest
  @EnumSource
  void normalize_emojisControlsAndInvisibleCharacters_areNotSpoken(Language language) {
    String written = "a\u0001\u200b b 👍🏽 c 👨‍👩‍👧‍👦! \ufeffd\u00ad🇩🇪";

    String mark = language == Language.CHINESE ? "," : "!"; // the only one that its model knows
    assertThat(Normalizers.of(language).normalize(written)).isEqualTo("a b c" + mark + " d");
  }

  @ParameterizedTest
  @EnumSource
  void normalize_anyWhiteSpace_isOneSpace(Language language) {
    assertThat(Normalizers.of(language).normalize("\u3000a\u00a0b\u202f\u2009c\t\n d\u2028")).isEqualTo("a b c d");
  }

  @ParameterizedTest
  @EnumSource
  void normalize_nothing_isNothing(Language language) {
    assertThat(Normalizers.of(language).normalize("")).isEmpty();
    assertThat(Normalizers.of(language).normalize(" 🎉 ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
      "en, ISTANBUL, istanbul", "tr, ISPARTA İZMİR, ısparta izmir", "en, İZMİR, izmir", "de, STRAẞE Fuß, straße fuß"
  })
  void normalize_capitals_areLowerCaseOfTheLanguage(String language, String written, String said) {
    assertThat(Normalizers.of(Language.of(language).orElseThrow()).normalize(written)).isEqualTo(said);
  }

  @ParameterizedTest
  @EnumSource
  void normalize_decomposedCharacters_areComposed(Language language) {
    assertThat(Normalizers.of(language).normalize("cafe\u0301")).isEqualTo("café");
  }

  private static Language language(JsonNode row) {
    return Language.of(row.get("lang").asText()).orElseThrow();
  }

  /** The data's README: where the reference was wrong, these have no one right spacing. */
  private static boolean isSpacedFreely(JsonNode row) {
    Language language = language(row);
    return row.get("source").asText().equals("corrected")
        && (language == Language.CHINESE || language == Language.JAPANESE);
  }
}
