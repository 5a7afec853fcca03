package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HungarianNormalizerTest {

  private final Normalizer hungarian = HungarianNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "0 | nulla",
      "102 | százkettő",
      "2000 | kétezer",
      "2001 | kétezer-egy",
      "12 000 | tizenkétezer",
      "0,05 | nulla egész öt század",
      "3,5 | három egész öt tized",
      "2 kutya, 12 perc, 2 meg 3 | két kutya, tizenkét perc, kettő meg három",
      "5-kor, 3-as, 1990-ben | ötkor, hármas, ezerkilencszázkilencvenben",
      "2½ | két és fél"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(hungarian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "A 3. emelet | a harmadik emelet",
      "1. hely, 21. század | első hely, huszonegyedik század",
      "100. nap, 12. oldal | századik nap, tizenkettedik oldal",
      "Az eredmény 25. Az 31. | az eredmény huszonöt. az harmincegy."
  })
  void normalize_ordinal_isSpelledBeforeNoun(String written, String spoken) {
    assertThat(hungarian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "2024. május 5-én | kétezer-huszonnégy május ötödikén",
      "2024.03.15. reggel | kétezer-huszonnégy március tizenötödike reggel",
      "május 1-jén, március 6-i | május elsején, március hatodikai",
      "12:30-kor, 14:00-kor | tizenkét óra harminckor, tizennégy órakor"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(hungarian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "$20,50 | húsz dollár, ötven cent",
      "2 millió Ft, 500 Ft | két millió forint, ötszáz forint",
      "25%, 2% | huszonöt százalék, két százalék",
      "-5°C, 90 km/h | mínusz öt fok, kilencven kilométer per óra",
      "3:0, 10–20 ember | három nulla, tíz húsz ember"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(hungarian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "Dr. Kis, pl. Nagy | doktor kis, például nagy",
      "kb. 5 alma stb. | körülbelül öt alma és a többi."
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(hungarian.normalize(written)).isEqualTo(spoken);
  }
}
