package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutchNormalizerTest {

  private final Normalizer dutch = DutchNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0, 1, 21, 22, 33 | nul, één, eenentwintig, tweeëntwintig, drieëndertig",
      "101, 1001, 1200 | honderdéén, duizendéén, duizendtweehonderd",
      "21.000, 101.000 | eenentwintigduizend, honderdéénduizend",
      "1.500.000 | een miljoen vijfhonderdduizend",
      "3,10 | drie komma één",
      "1e, 2de, 3e, 8ste | eerste, tweede, derde, achtste",
      "21e, 100e, 101e, 1000e | eenentwintigste, honderdste, honderdeerste, duizendste",
      "3/4, 1/2, 2½ | drie kwart, een half, twee en een half"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(dutch.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "3 mei 1987 | drie mei negentienhonderdzevenentachtig",
      "12-05-2024 | twaalf mei tweeduizendvierentwintig",
      "2024-03-01 | één maart tweeduizendvierentwintig",
      "sinds 1900, in 1500 huizen | sinds negentienhonderd, in duizendvijfhonderd huizen",
      "om 14.30 uur, 12:30 | om veertien uur dertig, twaalf uur dertig",
      "9:05 uur, 21:00 | negen uur vijf, eenentwintig uur",
      "12:30:15 | twaalf uur dertig en vijftien seconden"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(dutch.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "€ 1,50, £1 | één euro, vijftig cent, één pond",
      "3 mld. €, 1.000.000 € | drie miljard euro, een miljoen euro",
      "20 °C, 25 % | twintig graden celsius, vijfentwintig procent",
      "5-10 km/u | vijf tot tien kilometer per uur",
      "1 min, 2 min | één minuut, twee minuten"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(dutch.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "Dhr. Jansen, mw. Smit | de heer jansen, mevrouw smit",
      "d.w.z. bijv. dit, o.a. dat, enz. | dat wil zeggen bijvoorbeeld dit, onder andere dat, enzovoort.",
      "blz. 5, nr. 6 | bladzijde vijf, nummer zes",
      "50 v.Chr. Toen | vijftig voor christus. toen"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(dutch.normalize(written)).isEqualTo(spoken);
  }
}
