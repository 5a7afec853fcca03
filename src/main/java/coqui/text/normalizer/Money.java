package coqui.text.normalizer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The names of currencies and their hundredths in one language. */
final class Money {

  private final String joint;
  private final Map<String, List<Noun>> units;

  /**
   * @param joint between the currency and its hundredths: {@code ", "} or {@code " and "}
   * @param names a line each, by {@link Currency}: {@code DOLLAR=dollar/dollars; cent/cents}; without a second noun if
   *     nobody counts its hundredths. Every currency has a line
   */
  Money(String joint, String names) {
    this.joint = joint;
    units = WordTable.of(names, nouns -> Arrays.stream(nouns.split("; ")).map(Noun::of).toList());
    for (Currency currency : Currency.values()) {
      if (!units.containsKey(currency.name())) {
        throw new IllegalArgumentException("no name for " + currency);
      }
    }
  }

  /**
   * @param scale the word between number and currency ("million"), or null
   * @param sign a match of {@link Currency#PATTERN}
   */
  String say(Amount amount, String scale, String sign, Numerals numerals) {
    List<Noun> nouns = units.get(Currency.of(sign).name());
    Noun major = nouns.get(0);
    if (scale != null) {
      return numerals.amount(amount, Gender.MASCULINE) + " " + scale + " " + numerals.afterScale(major);
    }
    if (amount.isWhole() || amount.fraction().length() > 2 || nouns.size() == 1) {
      return numerals.count(amount, major);
    }
    Amount hundredths = amount.hundredths();
    Amount whole = amount.wholePart();
    if (hundredths.isZero()) {
      return numerals.count(whole, major);
    }
    String minor = numerals.count(hundredths, nouns.get(1));
    return whole.isZero() ? minor : numerals.count(whole, major) + joint + minor;
  }
}
