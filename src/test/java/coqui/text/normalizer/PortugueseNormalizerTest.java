package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortugueseNormalizerTest {

  private final Normalizer portuguese = PortugueseNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zero",
      "16, 100, 101 | dezasseis, cem, cento e um",
      "1100, 1101, 1234 | mil e cem, mil cento e um, mil duzentos e trinta e quatro",
      "1.234.567 | um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete",
      "2.000.000.000 | dois mil milhões",
      "3,10 | três vírgula um",
      "1 maçã, 22 páginas, 1 dia | uma maçã, vinte e duas páginas, um dia",
      "2.000 pessoas, 1.000.002 casas | duas mil pessoas, um milhão e duas casas",
      "o 2 ganha, 2 problemas | o dois ganha, dois problemas",
      "10º, 11º, 20º | décimo, décimo primeiro, vigésimo",
      "5ª, 3.ª vez, 1.º andar | quinta, terceira vez, primeiro andar"
  })
  void normalize_number_agreesWithWhatItCounts(String written, String spoken) {
    assertThat(portuguese.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "12/05/2024 | doze de maio de dois mil e vinte e quatro",
      "2024-03-01 | um de março de dois mil e vinte e quatro",
      "à 1 da tarde, às 2, a 1 de maio | à uma da tarde, às duas, a um de maio",
      "às 22:05, 14h30 | às vinte e duas e cinco, catorze e trinta",
      "12:30:15 | doze e trinta e quinze segundos"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(portuguese.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1,50, £1 | um dólar e cinquenta cêntimos, uma libra",
      "22€, 1.000.000 € | vinte e dois euros, um milhão de euros",
      "$5 milhões | cinco milhões de dólares",
      "R$20, R$ 1,50, R$ 0,05 | vinte reais, um real e cinquenta centavos, cinco centavos",
      "R$ 3 milhões, R$ 5 mil | três milhões de reais, cinco mil reais",
      "2 h, 1,5 km | duas horas, um vírgula cinco quilómetros",
      "-5 °C, 25 % | menos cinco graus celsius, vinte e cinco por cento",
      "3/4, 2½ | três quartos, dois e meio"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(portuguese.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "Sr. Silva, Prof. Costa, D. João | senhor silva, professor costa, dom joão",
      "p. ex. n.º 5, nº 6, pág. 7 | por exemplo número cinco, número seis, página sete",
      "em 300 a. C. Nada. | em trezentos antes de cristo. nada."
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(portuguese.normalize(written)).isEqualTo(spoken);
  }
}
