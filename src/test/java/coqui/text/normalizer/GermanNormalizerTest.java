package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GermanNormalizerTest {

  private final Normalizer german = GermanNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | null",
      "101 | einhunderteins",
      "1000 | eintausend",
      "101000 | einhunderteintausend",
      "21.000 | einundzwanzigtausend",
      "1.000.001 | eine million eins",
      "2.500.000 | zwei millionen fünfhunderttausend",
      "1 000 000 000 | eine milliarde",
      "1.234,56 | eintausendzweihundertvierunddreißig komma fünf sechs",
      "3.14 | drei komma eins vier",
      "2.0.1 | zwei punkt null punkt eins",
      "1 Stunde, 1 Haus, 1 mal eins | eine stunde, ein haus, eins mal eins",
      "die 90er | die neunziger"
  })
  void normalize_cardinalOrDecimal_isSpelled(String written, String spoken) {
    assertThat(german.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "die 101. Seite | die einhunderterste seite",
      "im 2. Stock | im zweiten stock",
      "in der 3. Woche | in der dritten woche",
      "ein 1. Test | ein erster test",
      "zum 100. Mal | zum hundertsten mal",
      "in der 0. Woche | in der nullten woche",
      "vom 3. bis 5. Mai | vom dritten bis fünften mai",
      "Ich bin 25. | ich bin fünfundzwanzig.",
      "Es waren 12. Das war viel. | es waren zwölf. das war viel.",
      "1. Öffnen Sie. | eins. öffnen sie."
  })
  void normalize_numberWithStop_isOrdinalWhereGrammarAsksForOne(String written, String spoken) {
    assertThat(german.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "3. Mai 2024 | dritter mai zweitausendvierundzwanzig",
      "am 24.12.1987 | am vierundzwanzigsten dezember neunzehnhundertsiebenundachtzig",
      "am 5.3. | am fünften märz.",
      "2024-03-05 | fünfter märz zweitausendvierundzwanzig",
      "im Jahr 1900 | im jahr neunzehnhundert",
      "geboren 1985 in Köln | geboren neunzehnhundertfünfundachtzig in köln",
      "Tel. 0171 1234567 | telefon null eins sieben eins eins zwei drei vier fünf sechs sieben",
      "in den 1990er Jahren | in den neunzehnhundertneunziger jahren",
      "um 9:05 | um neun uhr fünf",
      "um 12.30 Uhr | um zwölf uhr dreißig",
      "um 1 Uhr | um ein uhr",
      "um 12:00 Uhr | um zwölf uhr"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(german.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1,01 | ein dollar und ein cent",
      "0,99€ | neunundneunzig cent",
      "€ 20 | zwanzig euro",
      "£12,50 | zwölf pfund und fünfzig pence",
      "5 Mio. Euro | fünf millionen euro",
      "3 Mrd. € | drei milliarden euro",
      "1 Mio. Menschen | eine million menschen",
      "-5 °C | minus fünf grad celsius",
      "3,5 % | drei komma fünf prozent",
      "1 h, 2 h | eine stunde, zwei stunden",
      "10–20 km | zehn bis zwanzig kilometer",
      "3:0 | drei zu null",
      "3/4 | drei viertel"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(german.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "Fr. Dr. Weber, Hr. Klein | frau doktor weber, herr klein",
      "Müller & Co. | müller und firma",
      "z.B. Holz, d. h. Bretter usw. | zum beispiel holz, das heißt bretter und so weiter.",
      "ca. 5, Nr. 7, S. 12 | circa fünf, nummer sieben, seite zwölf",
      "Hauptstr. 5 | hauptstraße fünf"
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(german.normalize(written)).isEqualTo(spoken);
  }
}
