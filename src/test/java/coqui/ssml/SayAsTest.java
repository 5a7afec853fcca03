package coqui.ssml;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.speech.Language;
import coqui.text.normalizer.Normalizers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SayAsTest {

  private static String spoken(String as, String content, String format, Language language) {
    return SayAs.of(as).orElseThrow().spoken(content, format, language).orElse("refused");
  }

  @ParameterizedTest(name = "{0}: {2} as {1} → {3}")
  @CsvSource(delimiter = '|', value = {
      "en | characters | ab12@ | a, b, one, two, at",
      "en | spell-out | A 1 | A, one",
      "de | characters | B7 | B, sieben",
      "fr | digits | 10 24 | un, zéro, deux, quatre",
      "zh-cn | digits | 120 | 一, 二, 零",
      "en | cardinal | 1987 | one thousand, nine hundred and eighty-seven",
      "de | cardinal | 1987 | eintausendneunhundertsiebenundachtzig",
      "es | cardinal | -3.5 | menos tres punto cinco",
      "fr | number | 12,5 | douze virgule cinq",
      "en | cardinal | 12,5 | refused",
      "ja | cardinal | 12,5 | refused",
      "ru | cardinal | 21 | двадцать один",
      "en | ordinal | 21 | twenty-first",
      "de | ordinal | 3 | dritte",
      "es | ordinal | 3 | tercero",
      "fr | ordinal | 21 | vingt et unième",
      "pl | ordinal | 21 | dwudziesty pierwszy",
      "ar | ordinal | 3 | ثالث",
      "ar | ordinal | 21 | refused",
      "ko | ordinal | 3 | 세 번째",
      "hi | ordinal | 3 | तीसरा",
      "en | telephone | +49 (30) 1205-7 | plus four nine, three zero, one two zero five, seven",
      "de | telephone | 0160 99 | null eins sechs null, neun neun",
      "it | telephone | +39 6 | più tre nove, sei",
      "en | date | 2024-03-05 | march fifth, twenty twenty-four",
      "pt | date | 2024-03-05 | cinco de março de dois mil e vinte e quatro",
      "nl | time | 12:30 | twaalf uur dertig",
      "tr | time | 9:05 | dokuz sıfır beş",
      "cs | currency | 20 € | dvacet euro",
      "hu | currency | $20.50 | húsz dollár, ötven cent"})
  void spoken_content_isReadAsItIsSaid(String language, String as, String content, String said) {
    assertThat(spoken(as, content, "", Language.of(language).orElseThrow())).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({"3/5/2024, mdy", "5.3.2024, dmy", "2024/3/5, ymd", "2024-03-05, ''"})
  void spoken_dateInAnyOrder_isThatDay(String content, String format) {
    assertThat(spoken("date", content, format, Language.ENGLISH)).isEqualTo("march fifth, twenty twenty-four");
  }

  @ParameterizedTest(name = "{1} as {0} ({2})")
  @CsvSource({"date, 2024-13-05, ''", "date, 5/3/2024, ''", "date, 5/3/24, dmy", "date, 2024-03-05, my",
      "time, 25:00, ''", "time, 9, ''", "time, 9:30, hms24", "telephone, call me, ''", "currency, 20, ''", "digits, 12a, ''",
      "ordinal, 0, ''", "ordinal, 3rd, ''", "cardinal, 1e5, ''", "cardinal, '', ''", "characters, ' ', ''"})
  void spoken_whatItIsNot_isRefused(String as, String content, String format) {
    assertThat(spoken(as, content, format, Language.ENGLISH)).isEqualTo("refused");
  }

  /** What is said in words is read again as a part of its sentence, and must stay. */
  @ParameterizedTest
  @EnumSource(Language.class)
  void spoken_words_staySoInTheirSentence(Language language) {
    String[][] said = {{"cardinal", "1987"}, {"ordinal", "3"}, {"date", "2024-03-05"}, {"time", "12:30"},
        {"currency", "20 €"}, {"telephone", "+1 23 45"}, {"digits", "120"}};
    for (String[] one : said) {
      String words = spoken(one[0], one[1], "", language);

      assertThat(words).as("%s %s", one[0], one[1]).isNotEqualTo("refused").doesNotContainPattern("\\d");
      assertThat(Normalizers.inScript(language, words)).as("%s %s", one[0], one[1]).isEqualTo(words);
    }
  }
}
