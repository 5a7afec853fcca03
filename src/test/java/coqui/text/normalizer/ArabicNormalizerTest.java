package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArabicNormalizerTest {

  private final Normalizer arabic = ArabicNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | صفر",
      "121 | مائة و واحد و عشرون",
      "200 | مئتان",
      "1234 | ألف و مئتان و أربعة و ثلاثون",
      "1,234 | ألف و مئتان و أربعة و ثلاثون",
      "2024 | ألفان و أربعة و عشرون",
      "12345 | اثنا عشر ألفاً و ثلاثمائة و خمسة و أربعون",
      "200000 | مئتا ألف",
      "3500000 | ثلاثة ملايين و خمسمائة ألف",
      "٣٫١٤ | ثلاثة فاصلة واحد أربعة",
      "-5 | ناقص خمسة"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(arabic.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2024-03-05 | خمسة مارس ألفان و أربعة و عشرون",
      "الساعة 12:30 | الساعة الثانية عشرة و النصف",
      "$20 | عشرون دولاراً",
      "$5.50 | خمسة دولارات و خمسون سنتاً",
      "5 كم | خمسة كيلومترات",
      "1 h | ساعة واحدة",
      "20°C | عشرون درجة مئوية",
      "٢٥٪ من | خمسة و عشرون في المئة من"
  })
  void normalize_dateMoneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(arabic.normalize(written)).isEqualTo(spoken);
  }
}
