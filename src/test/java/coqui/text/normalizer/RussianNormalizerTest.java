package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RussianNormalizerTest {

  private final Normalizer russian = RussianNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | ноль",
      "1001 | одна тысяча один",
      "22 000 | двадцать две тысячи",
      "21 000 000 | двадцать один миллион",
      "2,25 | две целых двадцать пять сотых",
      "21,1 | двадцать одна целая одна десятая",
      "0,0000001 | ноль запятая ноль ноль ноль ноль ноль ноль один",
      "1 окно, 21 кот, 1 ночь | одно окно, двадцать один кот, одна ночь",
      "2 женщины, 2 стола, 22 книги, 1 книгу | две женщины, два стола, двадцать две книги, одну книгу",
      "2 или 3, 1 раз | два или три, один раз"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(russian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "2-я, 3-й, 40-го | вторая, третий, сорокового",
      "на 2-м этаже | на втором этаже",
      "21-й век | двадцать первый век",
      "90-е годы, в 1990-х | девяностые годы, в тысяча девятьсот девяностых",
      "150-й, 2000-й | сто пятидесятый, двухтысячный",
      "Мне 25. Ему 31. | мне двадцать пять. ему тридцать один."
  })
  void normalize_numberWithEnding_isOrdinal(String written, String spoken) {
    assertThat(russian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "5 мая 2024 года | пятого мая две тысячи двадцать четвёртого года",
      "24.12.1987 | двадцать четвёртого декабря тысяча девятьсот восемьдесят седьмого года",
      "в 1990 году | в тысяча девятьсот девяностом году",
      "в 1918 г. | в тысяча девятьсот восемнадцатом году.",
      "2000 год | двухтысячный год",
      "в 12:30, в 9:05 | в двенадцать тридцать, в девять ноль пять"
  })
  void normalize_dateOrTime_isDeclined(String written, String spoken) {
    assertThat(russian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1,01 | один доллар, один цент",
      "2 млн руб. | два миллиона рублей.",
      "1 руб. 50 коп. Итого | один рубль, пятьдесят копеек. итого",
      "21%, 2 %, 5%, 3,5% | двадцать один процент, два процента, пять процентов, три целых пять десятых процента",
      "-5°C, 1 т, 2 кг | минус пять градусов, одна тонна, два килограмма",
      "3:0, №5 | три ноль, номер пять"
  })
  void normalize_moneyOrMeasure_agreesWithNumber(String written, String spoken) {
    assertThat(russian.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "г-н Иванов, проф. Кох | господин иванов, профессор кох",
      "т. е. хлеб и т. д. | то есть хлеб и так далее.",
      "г. Москва, ул. Мира, д. 5 | город москва, улица мира, дом пять"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(russian.normalize(written)).isEqualTo(spoken);
  }
}
