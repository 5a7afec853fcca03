package coqui.text.normalizer;

import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What Polish, Czech and Russian numbers have in common: nouns in the forms of one, a few, many and a fraction ("1
 * godzina, 2 godziny, 5 godzin, 1,5 godziny"), and ordinals that are adjectives.
 */
abstract class SlavicNumerals extends Numerals {

  static final int ONE = 0;
  static final int FEW = 1;
  static final int MANY = 2;
  static final int FRACTION = 3;

  /** A stem of an ordinal, as the rules leave it: {@code trzec*}. */
  private static final Pattern STEM = Pattern.compile("(\\p{L}+)\\*");

  SlavicNumerals(NumberNotation notation) {
    super(notation);
  }

  @Override
  final String afterScale(Noun noun) {
    return noun.form(MANY);
  }

  /** 2 to 4 and, in languages that go by the last digits, 22 to 24 and so on. */
  static boolean endsInFew(String digits) {
    return endsIn("234", digits);
  }

  /** 1, 21, 101; not 11. */
  static boolean endsInOne(String digits) {
    return endsIn("1", digits);
  }

  /** 2, 22, 102; not 12. */
  static boolean endsInTwo(String digits) {
    return endsIn("2", digits);
  }

  private static boolean endsIn(String last, String digits) {
    int length = digits.length();
    return last.indexOf(digits.charAt(length - 1)) >= 0 && (length == 1 || digits.charAt(length - 2) != '1');
  }

  /**
   * @param stems an ordinal whose parts that decline are stems with a star
   * @param endings by stem, the ending in the form that is wanted
   */
  static String declined(String stems, Function<String, String> endings) {
    return STEM.matcher(stems).replaceAll(match -> match.group(1) + endings.apply(match.group(1)));
  }
}
