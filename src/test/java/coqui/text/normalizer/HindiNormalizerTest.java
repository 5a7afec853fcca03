package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HindiNormalizerTest {

  private final Normalizer hindi = HindiNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | शून्य",
      "99 | निन्यानवे",
      "101 | एक सौ एक",
      "1,25,000 | एक लाख पच्चीस हज़ार",
      "1,250,000 | बारह लाख पचास हज़ार",
      "3,50,00,000 | तीन करोड़ पचास लाख",
      "१२.५ | बारह दशमलव पाँच",
      "-5 | माइनस पाँच",
      "100घर, 1 000 लोग | एक सौ घर, एक हज़ार लोग",
      "21वीं सदी, 1ला, 5वाँ | इक्कीसवीं सदी, पहला, पाँचवाँ",
      "सन् 1947 में | सन् उन्नीस सौ सैंतालीस में"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(hindi.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2024-03-05 | पाँच मार्च दो हज़ार चौबीस",
      "12:30 बजे | साढ़े बारह बजे",
      "9:05 | नौ बजकर पाँच मिनट",
      "₹20.50 | बीस रुपये पचास पैसे",
      "रु. 50, ₹1 | पचास रुपये, एक रुपया",
      "₹5 लाख | पाँच लाख रुपये",
      "5 km, 10-20 kg | पाँच किलोमीटर, दस से बीस किलोग्राम",
      "-5°C | माइनस पाँच डिग्री सेल्सियस",
      "डॉ. शर्मा | डॉक्टर शर्मा"
  })
  void normalize_dateMoneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(hindi.normalize(written)).isEqualTo(spoken);
  }
}
