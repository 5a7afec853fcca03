package coqui.text.normalizer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The names of currencies and their hundredths in one language. */
final class Money {

  private final Map<String, List<Noun>> units;

  /**
   * @param names a line each, by {@link Currency}: {@code DOLLAR=dollar/dollars; cent/cents}; without a second noun if
   *     nobody counts its hundredths. Every currency has a line
   */
  Money(String names) {
    units = WordTable.of(names, nouns ->
        Arrays.stream(nouns.split("; ")).map(forms -> new Noun(List.of(forms.split("/")))).toList());
    for (Currency currency : Currency.values()) {
      if (!units.containsKey(currency.name())) {
        throw new IllegalArgumentException("no name for " + currency);
      }
    }
  }

  /** @param sign a match of {@link Currency#PATTERN} */
  Noun unit(String sign) {
    return nouns(sign).get(0);
  }

  Noun minorUnit(String sign) {
    return nouns(sign).get(1);
  }

  /** Whether the fraction is to be read as hundredths: it has one or two digits, and they have a name. */
  boolean hasMinorPart(Amount amount, String sign) {
    return !amount.isWhole() && amount.fraction().length() <= 2 && nouns(sign).size() > 1;
  }

  private List<Noun> nouns(String sign) {
    return units.get(Currency.of(sign).name());
  }
}
