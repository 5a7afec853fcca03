package coqui.text.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrenchNormalizerTest {

  private final Normalizer french = FrenchNormalizer.create();

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "0 | zéro",
      "21, 71, 80, 81, 99 | vingt et un, soixante et onze, quatre-vingts, quatre-vingt-un, quatre-vingt-dix-neuf",
      "80.000, 200.000 | quatre-vingt mille, deux cent mille",
      "80.000.000 | quatre-vingts millions",
      "1 234 567 | un million deux cent trente-quatre mille cinq cent soixante-sept",
      "3,10 | trois virgule un",
      "1 pomme, 21 pages, 1 jour | une pomme, vingt et une pages, un jour",
      "le chapitre 1 tient en 301 pages | le chapitre un tient en trois cent un pages"
  })
  void normalize_cardinalOrDecimal_isSpelled(String written, String spoken) {
    assertThat(french.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "1er, 1re, 1ère | premier, première, première",
      "2nd, 2nde, 2e | second, seconde, deuxième",
      "5e, 9e, 17e | cinquième, neuvième, dix-septième",
      "71e, 80e, 91e | soixante et onzième, quatre-vingtième, quatre-vingt-onzième",
      "100e, 200e, 1000e | centième, deux centième, millième",
      "les 3es places | les troisièmes places",
      "3/4 de tasse, 2½ | trois quarts de tasse, deux et demi"
  })
  void normalize_ordinalOrFraction_isSpelled(String written, String spoken) {
    assertThat(french.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "le 1 mai 1990 | le premier mai mille neuf cent quatre-vingt-dix",
      "le 12/05/2024 | le douze mai deux mille vingt-quatre",
      "2024-03-01 | premier mars deux mille vingt-quatre",
      "à 14h30, à 9 h 05 | à quatorze heures trente, à neuf heures cinq",
      "à 21:01 | à vingt et une heures une",
      "12:30:15 | douze heures trente et quinze secondes"
  })
  void normalize_dateOrTime_isSaidAsOne(String written, String spoken) {
    assertThat(french.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "$1,50 | un dollar et cinquante cents",
      "£1, 21€ | une livre, vingt et un euros",
      "5 M€, 1.000.000 € | cinq millions d'euros, un million d'euros",
      "$5 milliards | cinq milliards de dollars",
      "25 %, 20 °C | vingt-cinq pour cent, vingt degrés celsius",
      "1,5 km, 1 h | un virgule cinq kilomètre, une heure",
      "0 °C, 0 km | zéro degré celsius, zéro kilomètre",
      "En 1990 l'été fut chaud. | en mille neuf cent quatre-vingt-dix l'été fut chaud.",
      "5-10 km/h | cinq à dix kilomètres par heure"
  })
  void normalize_moneyOrMeasure_isSaidWithItsUnit(String written, String spoken) {
    assertThat(french.normalize(written)).isEqualTo(spoken);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(delimiter = '|', value = {
      "M. Dupont et MM. Durand, Mlle. Anne | monsieur dupont et messieurs durand, mademoiselle anne",
      "Mme Perrin, Dr Weber | madame perrin, docteur weber",
      "p. ex. n° 5, p. 7, no. 8 | par exemple numéro cinq, page sept, numéro huit",
      "50 av. J.-C. Il est là. | cinquante avant jésus-christ. il est là."
  })
  void normalize_abbreviation_isSpelledOut(String written, String spoken) {
    assertThat(french.normalize(written)).isEqualTo(spoken);
  }
}
