package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanishNormalizerTest {

  private final Normalizer spanish = SpanishNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | cero",
      "100, 101, 555 | cien, ciento uno, quinientos cincuenta y cinco",
      "21.000 | veintiún mil",
      "21.000.001 | veintiún millones uno",
      "1.000.000.000.000 | un billón",
      "3,10 | tres punto uno",
      "Tiene 21 años y 1 hermana. | tiene veintiún años y una hermana.",
      "200 casas, 531 páginas, 1 vez | doscientas casas, quinientas treinta y una páginas, una vez",
      "1 mapa, 21 problemas, 31 días | un mapa, veintiún problemas, treinta y un días",
      "21 y 31 | veintiuno y treinta y uno",
      "El capítulo 1 trata de todo. | el capítulo uno trata de todo."
  })
  void normalize_cardinalOrDecimal_agreesWithWhatItCounts(String written, String spoken) {
    assertThat(spanish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "el 1er piso, el 3.º | el primer piso, el tercero",
      "la 3.ª vez, la 21ª edición | la tercera vez, la vigésima primera edición",
      "el 11º y el 13º | el undécimo y el decimotercero",
      "el 2do piso y la 3ra vez | el segundo piso y la tercera vez",
      "3/4 de taza, 2½ | tres cuartos de taza, dos y medio"
  })
  void normalize_ordinalOrFraction_hasItsGender(String written, String spoken) {
    assertThat(spanish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "12/05/2024 | doce de mayo de dos mil veinticuatro",
      "2024-03-05 | cinco de marzo de dos mil veinticuatro",
      "el 1 de mayo | el uno de mayo",
      "a la 1 de la tarde | a la una de la tarde",
      "a las 21:00, a las 9:15 h | a las veintiuna, a las nueve y cuarto",
      "a las 18:30, a las 1:05 | a las dieciocho treinta, a las una y cinco",
      "12:10:01 | doce diez y un segundo"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(spanish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1, 21€ | un dólar, veintiún euros",
      "£1,50 | una libra con cincuenta peniques",
      "0,99€ | noventa y nueve céntimos",
      "$5 millones, 3 M€ | cinco millones de dólares, tres millones de euros",
      "1.000.000 € | un millón de euros",
      "1 % | uno por ciento",
      "-5 °C | menos cinco grados celsius",
      "1,5 km, 1 h, 21 t | uno punto cinco kilómetros, una hora, veintiuna toneladas",
      "El capítulo 7 ha cambiado. | el capítulo siete ha cambiado.",
      "5-10 km/h | cinco a diez kilómetros por hora"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(spanish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "La Srta. Gil y D. Juan, etc. Ud. sabe. | la señorita gil y don juan, etcétera. usted sabe.",
      "nº 5, n.º 6, Núm. 7, pág. 8 | número cinco, número seis, número siete, página ocho",
      "p. ej. en EE. UU. Nada. | por ejemplo en estados unidos. nada.",
      "en el 300 a. C. | en el trescientos antes de cristo."
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(spanish.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "100 kB of {0}")
  @CsvSource({"1.", "1.234", "12:30"})
  void normalize_endlessNumbers_areSpoken(String written) {
    assertThat(spanish.normalize(written.repeat(100_000 / written.length()))).doesNotContainPattern("\\d");
  }
}
