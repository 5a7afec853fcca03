package coqui.text.normalizer;

import java.util.Map;
import java.util.Set;

/** What the Romance languages, and in part Dutch, write alike. */
final class RomanceSteps {

  private RomanceSteps() {}

  /**
   * A number that names a thing and counts nothing, so that it agrees with no word: "el capítulo 1 trata de".
   *
   * @param words the lower-case words before such numbers
   */
  static Rewrite names(Set<String> words, Numerals numerals) {
    return Rewrite.of("(?<![\\p{L}\\p{N}])(\\p{L}{1,15}+) (\\d{1,9})(?![\\p{L}\\d/º°ª]|[.,]\\d)",
        match -> words.contains(Rewrite.lower(match.group(1)))
            ? match.group(1) + " " + numerals.cardinal(match.group(2)) : null);
  }

  /** 3/4, if the table has the denominator; the numerator agrees with its noun. */
  static Rewrite fractions(Map<String, Noun> denominators, Numerals numerals) {
    return Rewrite.of("(?<![\\d.,/])([1-9]\\d?)/(\\d{1,2})(?![\\d/])", match -> {
      Noun part = denominators.get(match.group(2));
      return part == null || Integer.parseInt(match.group(1)) >= Integer.parseInt(match.group(2)) ? null
          : numerals.count(new Amount(match.group(1), ""), part);
    });
  }
}
