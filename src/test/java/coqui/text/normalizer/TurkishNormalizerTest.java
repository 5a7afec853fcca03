package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurkishNormalizerTest {

  private final Normalizer turkish = TurkishNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "0 | sıfır",
      "1001 | bin bir",
      "1.000.000 | bir milyon",
      "3,14 | üç virgül on dört",
      "0,05 | sıfır virgül sıfır beş",
      "1/2 bardak, 2½ | yarım bardak, iki buçuk"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(turkish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "1. kat, 100. yıl | birinci kat, yüzüncü yıl",
      "5'inci, 3’üncü | beşinci, üçüncü",
      "2. Dünya Savaşı | ikinci dünya savaşı",
      "Ben 25. O 31. | ben yirmi beş. o otuz bir."
  })
  void normalize_ordinal_isSpelledBeforeNoun(String written, String spoken) {
    assertThat(turkish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "24.12.1987 | yirmi dört aralık bin dokuz yüz seksen yedi",
      "saat 12:30, 9:05 | saat on iki otuz, dokuz sıfır beş",
      "Saat 14.30. | saat on dört otuz."
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(turkish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "$20,50 | yirmi dolar elli sent",
      "20 TL, 5 milyon ₺ | yirmi lira, beş milyon lira",
      "%3,5, 25%, %10-20 | yüzde üç virgül beş, yüzde yirmi beş, yüzde on ila yirmi",
      "-5°C, 2 kg | eksi beş derece, iki kilogram",
      "3 - 0, 3:0 | üç sıfır, üç sıfır"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(turkish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "Dr. Ali, Sn. Veli | doktor ali, sayın veli",
      "örn. elma vb. | örneğin elma ve benzeri.",
      "Atatürk Cad. No. 5 | atatürk caddesi numara beş"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(turkish.normalize(written)).isEqualTo(spoken);
  }
}
