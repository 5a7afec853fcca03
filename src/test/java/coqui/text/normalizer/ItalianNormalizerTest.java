package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItalianNormalizerTest {

  private final Normalizer italian = ItalianNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zero",
      "21, 28, 33, 118 | ventuno, ventotto, trentatré, centodiciotto",
      "180, 108, 203 | centottanta, centotto, duecentotré",
      "23.003, 1001 | ventitremilatré, milleuno",
      "1.500.000 | un milione e cinquecentomila",
      "3,10 | tre virgola uno",
      "1 mela, 1 amica, 1 zaino, 1 libro | una mela, un'amica, uno zaino, un libro",
      "21 libri, 1 e 2 | ventuno libri, uno e due",
      "il numero 1 sale | il numero uno sale"
  })
  void normalize_cardinalOrDecimal_isSpelled(String written, String spoken) {
    assertThat(italian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "1º, 2º, 11º, 23º, 26ª | primo, secondo, undicesimo, ventitreesimo, ventiseiesima",
      "100º, 1000º, 2000º | centesimo, millesimo, duemillesimo",
      "il 5° piano, la 3° volta, 2° posto | il quinto piano, la terza volta, secondo posto",
      "a 30° all'ombra, -5° | a trenta gradi all'ombra, meno cinque gradi",
      "arrivato 3° in gara, la 3a fila | arrivato terzo in gara, la terza fila",
      "3/4 di tazza, 2½ | tre quarti di tazza, due e mezzo"
  })
  void normalize_ordinalOrDegree_isToldByWhatStandsAround(String written, String spoken) {
    assertThat(italian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "il 1° maggio, 1 maggio 2024 | il primo maggio, primo maggio duemilaventiquattro",
      "12/05/2024 | dodici maggio duemilaventiquattro",
      "2024-03-01 | primo marzo duemilaventiquattro",
      "alle 14.30, ore 9.05 | alle quattordici e trenta, ore nove e cinque",
      "all'1:30, 21:00 | all'una e trenta, ventuno",
      "12:30:01 | dodici e trenta e un secondo"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(italian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "€1, 21€ | un euro, ventun euro",
      "£1,50 | una sterlina e cinquanta penny",
      "5 milioni €, $5 mld | cinque milioni di euro, cinque miliardi di dollari",
      "1.000.000 € | un milione di euro",
      "1 h, 1 km, 21 km | un'ora, un chilometro, ventun chilometri",
      "20 °C, 1 % | venti gradi celsius, uno per cento",
      "Nel 2020 l'Italia vinse. | nel duemilaventi l'italia vinse."
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(italian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "Sig. Rossi, Sig.ra Bianchi, Dott.ssa Neri | signor rossi, signora bianchi, dottoressa neri",
      "ad es. questo, ecc. Poi p. es. altro | ad esempio questo, eccetera. poi per esempio altro",
      "n. 5, n° 6, pag. 7 | numero cinque, numero sei, pagina sette",
      "nel 50 a.C. Poi | nel cinquanta avanti cristo. poi"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(italian.normalize(written)).isEqualTo(spoken);
  }
}
