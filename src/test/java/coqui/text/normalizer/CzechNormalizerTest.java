package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CzechNormalizerTest {

  private final Normalizer czech = CzechNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | nula",
      "21 000 | dvacet jedna tisíc",
      "2.000.000 | dva miliony",
      "2 000 000 000 | dvě miliardy",
      "0,05 | nula celá nula pět",
      "2,25 | dvě celé dvacet pět",
      "12,5 | dvanáct celých pět",
      "1 žena, 1 pes, 1 město, 1 knihu | jedna žena, jeden pes, jedno město, jednu knihu",
      "2 ženy, 2 města, 2 hrady | dvě ženy, dvě města, dva hrady"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(czech.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "ve 3. patře, do 3. patra | ve třetím patře, do třetího patra",
      "v 5. třídě, 100. výročí | v páté třídě, sté výročí",
      "ve 21. století | ve dvacátém prvním století",
      "Je mi 25. Jemu 31. | je mi dvacet pět. jemu třicet jedna.",
      "V 90. letech | v devadesátých letech"
  })
  void normalize_numberWithStop_isOrdinalBeforeNoun(String written, String spoken) {
    assertThat(czech.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "5. května 2024 | pátého května dva tisíce dvacet čtyři",
      "24.12.1987 | dvacátého čtvrtého prosince tisíc devětset osmdesát sedm",
      "dne 5. 3. ráno | dne pátého března ráno",
      "v r. 1990, od r. 2005 | v roce tisíc devětset devadesát, od roku dva tisíce pět",
      "5. až 7. května | pátého až sedmého května",
      "v 12:30, v 9:05 | v dvanáct třicet, v devět nula pět"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(czech.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$20, $1,01 | dvacet dolarů, jeden dolar, jeden cent",
      "2 Kč, 2,50 Kč, 100,- Kč | dvě koruny, dvě koruny, padesát haléřů, sto korun",
      "2 mil. Kč | dva miliony korun",
      "25%, 2 %, 3,5 % | dvacet pět procent, dvě procenta, tři celé pět procenta",
      "-5 °C, 1 km | minus pět stupňů, jeden kilometr",
      "3:0, 10–20 kg | tři nula, deset až dvacet kilogramů"
  })
  void normalize_moneyOrMeasure_agreesWithNumber(String written, String spoken) {
    assertThat(czech.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "p. Novák, prof. Ing. Kos | pan novák, profesor inženýr kos",
      "např. chléb, med atd. | například chléb, med a tak dále.",
      "č. 5, str. 7 | číslo pět, strana sedm"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(czech.normalize(written)).isEqualTo(spoken);
  }
}
