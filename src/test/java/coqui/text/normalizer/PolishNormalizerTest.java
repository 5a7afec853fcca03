package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolishNormalizerTest {

  private final Normalizer polish = PolishNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zero",
      "1001 | tysiąc jeden",
      "21000 | dwadzieścia jeden tysięcy",
      "22 000 000 | dwadzieścia dwa miliony",
      "1.234,56 | tysiąc dwieście trzydzieści cztery przecinek pięćdziesiąt sześć",
      "0,05 | zero przecinek zero pięć",
      "1 okno, 1 kot, 1 gruszka | jedno okno, jeden kot, jedna gruszka",
      "2 kobiety, 22 książki, 2 rysunki, 2 okna | dwie kobiety, dwadzieścia dwie książki, dwa rysunki, dwa okna",
      "1/2 szklanki, 2½ kg | pół szklanki, dwa i pół kg"
  })
  void normalize_number_isSpelled(String written, String spoken) {
    assertThat(polish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "na 3. piętrze | na trzecim piętrze",
      "w 2. klasie | w drugiej klasie",
      "21. wiek | dwudziesty pierwszy wiek",
      "5-ty, 3-go, dom 10a | piąty, trzeciego, dom dziesięć a",
      "lata 90., w latach 80. | lata dziewięćdziesiąte, w latach osiemdziesiątych.",
      "Lata 90. i ich muzyka | lata dziewięćdziesiąte i ich muzyka",
      "Mam 25. On ma 31. | mam dwadzieścia pięć. on ma trzydzieści jeden."
  })
  void normalize_numberWithStop_isOrdinalBeforeNoun(String written, String spoken) {
    assertThat(polish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "5 maja | piątego maja",
      "3 maja 2024 roku | trzeciego maja dwa tysiące dwudziestego czwartego roku",
      "24.12.1987 | dwudziestego czwartego grudnia tysiąc dziewięćset osiemdziesiątego siódmego roku",
      "w 1990 roku | w tysiąc dziewięćset dziewięćdziesiątym roku",
      "w 2000 r. | w dwutysięcznym roku.",
      "o 12:30, jest 9:05 | o dwunastej trzydzieści, jest dziewiąta zero pięć",
      "do godz. 17.00 | do godziny siedemnastej"
  })
  void normalize_dateOrTime_isDeclined(String written, String spoken) {
    assertThat(polish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1,01 | jeden dolar amerykański, jeden cent",
      "22 zł, 2,30 zł | dwadzieścia dwa złote, dwa złote, trzydzieści groszy",
      "1 zł 50 gr | jeden złoty, pięćdziesiąt groszy",
      "2 mln zł, 5 mld € | dwa miliony złotych, pięć miliardów euro",
      "-5°C, 1,5 kg, 2 h | minus pięć stopni, jeden przecinek pięć kilograma, dwie godziny",
      "3:0, 10–20 km | trzy zero, dziesięć – dwadzieścia kilometrów"
  })
  void normalize_moneyOrMeasure_agreesWithNumber(String written, String spoken) {
    assertThat(polish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "dr Nowak, prof. Kowal | doktor nowak, profesor kowal",
      "np. dom, m.in. okna itd. | na przykład dom, między innymi okna i tak dalej.",
      "ul. Długa 5, nr 7, s. 12 | ulica długa pięć, numer siedem, strona dwanaście"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(polish.normalize(written)).isEqualTo(spoken);
  }
}
