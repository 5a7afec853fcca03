package coqui.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import coqui.speech.Language;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * 100 kB of anything takes well under a second on an idle core. The bound here is loose, since tests share cores;
 * whatever is quadratic in the length takes minutes.
 */
class LongTextTest {

  private static final int LENGTH = 100_000;
  private static final Duration BOUND = Duration.ofSeconds(15);

  private static final String MARKS = " .,:;-–/%$€'()0123456789";

  private static final TextFrontEnd FRONT_END =
      TextFrontEnd.load(ReferenceText.file("vocab.json"), new TextLimits(Map.of(), 400));

  static Stream<Arguments> longTexts() {
    String[] units = {
        "a", "a ", "a. ", "A. ", "The quick brown fox. ", "!", "! ", "a!", "9", "1 ", "1.", "1,", "1-", "1:",
        "12:30 ", "1/", "5%", "$1 ", "$", "1 000 ", "000 ", "Dr. ", "e.g. ", "(", "(a) ", "\"a.", "a\u0301",
        "\u0301", "👨‍👩‍👧‍👦", "a\n\n", " ", "word, ", ",", "@", "a@b.", "<b>&amp;", "清晨的港口", "清晨。", "かなカナ漢字",
        "안녕하세요", "안녕 3개 ", "धैर्यवान ", "क्ष", "كان ٣ ", "слово ", "İ", "ß", "\u0001a", "\ud800", "½", "5 km ",
        "May 5, ", "1st ", "1990s "
    };
    String[] japanese = {
        "あ", "ア", "ー", "っ", "漢", "一", "何", "本", "東京", "か月", "1本", "1万", "月〜", "1", "\uff76\uff9e", "𠮷", "龘",
        "吾輩は猫であるが名前はまだ無い", "値段は1,234円です。"
    };
    return Stream.concat(
        Stream.of(units).flatMap(unit ->
            Stream.of(Language.ENGLISH, Language.values()[unit.hashCode() & 15])
                .map(language -> Arguments.of(language, unit))),
        Stream.of(japanese).map(unit -> Arguments.of(Language.JAPANESE, unit)));
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void plan_hundredThousandCharacters_takesLinearTime(Language language, String unit) {
    String text = "x" + unit.repeat(LENGTH / unit.length()) + "x";

    SpeechPlan plan = assertTimeoutPreemptively(BOUND, () -> FRONT_END.plan(text, language));

    assertThat(plan.chunks()).isNotEmpty().allMatch(chunk -> chunk.tokenIds().length <= 400);
  }

  /** What each language's own steps look for, in every neighbourhood: nothing throws, nothing is tried without end. */
  @ParameterizedTest
  @EnumSource
  void plan_hundredThousandCharactersOfWhatTheLanguageReads_takesLinearTime(Language language) {
    List<String> texts = ReferenceText.rows("tokenize.jsonl")
        .filter(row -> row.get("lang").asText().equals(language.code()))
        .map(row -> row.get("text").asText())
        .toList();
    Random random = new Random(23);
    StringBuilder pieces = new StringBuilder();
    while (pieces.length() < LENGTH) {
      String text = texts.get(random.nextInt(texts.size()));
      int from = random.nextInt(text.length());
      pieces.append(text, from, Math.min(text.length(), from + random.nextInt(20)));
      pieces.append(MARKS.charAt(random.nextInt(MARKS.length())));
    }

    SpeechPlan plan = assertTimeoutPreemptively(BOUND, () -> FRONT_END.plan(pieces.toString(), language));

    assertThat(plan.chunks()).isNotEmpty().allMatch(chunk -> chunk.tokenIds().length <= 400);
  }
}
