package coqui.text.normalizer;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** English dates, years and times of day. */
final class EnglishDates {

  private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may", "june",
      "july", "august", "september", "october", "november", "december");

  private static final String MONTH =
      "(January|February|March|April|May|June|July|August|September|October|November|December"
          + "|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)";

  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
  private static final String YEAR = "(1[1-9]\\d\\d|20\\d\\d)";
  private static final String NOT_MORE_DIGITS = "(?![\\d:/]|[.,-]\\d)";

  /** Nouns that make of "by 2000" an amount: plurals, and what has none. */
  private static final String NOT_COUNTED =
      "(?! (?:\\p{Ll}+(?<!(?:wa|i|thi|hi|ha|it|alway|perhap))s"
          + "|people|men|women|children|percent|feet|million|other|more|of)(?!\\p{L}))";

  private final EnglishNumbers numbers;

  EnglishDates(EnglishNumbers numbers) {
    this.numbers = numbers;
  }

  List<Rewrite> steps() {
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-" + DAY + NOT_MORE_DIGITS,
            match -> date(number(match, 2), match.group(3), match.group(1))),
        // With slashes the month comes first, unless it cannot be one.
        Rewrite.of("(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(\\d{4})" + NOT_MORE_DIGITS, this::slashDate),
        Rewrite.of(
            "(?<!\\p{L})" + MONTH + " " + DAY + "(?:st|nd|rd|th)?(?:,? " + YEAR + ")?(?!\\p{L})" + NOT_MORE_DIGITS,
            match -> date(month(match.group(1)), match.group(2), match.group(3))),
        Rewrite.of("(?<![\\d.,:/$£€-])" + DAY + " " + MONTH + "(?:,? " + YEAR + ")?(?!\\p{L})" + NOT_MORE_DIGITS,
            match -> "the " + numbers.ordinal(withoutZero(match.group(1))) + " of "
                + monthAndYear(match.group(2), match.group(3))),
        Rewrite.of("(?<!\\p{L})" + MONTH + ",? (?:of )?" + YEAR + "(?!\\p{L})" + NOT_MORE_DIGITS,
            match -> monthAndYear(match.group(1), match.group(2))),
        Rewrite.of("(?<![\\d-])" + YEAR + "[-–]" + YEAR + "(?![\\d-])", match ->
            numbers.year(number(match, 1)) + " to " + numbers.year(number(match, 2))),
        Rewrite.of("(?i)(?<!\\p{L})(between|from) " + YEAR + " (and|to|until|till) " + YEAR
            + "(?![\\d,.%°]?\\d)" + NOT_COUNTED,
            match -> match.group(1) + " " + numbers.year(number(match, 2)) + " " + match.group(3) + " "
                + numbers.year(number(match, 4))),
        Rewrite.of("(?i)(?<!\\p{L})((?:in|since|until|till|by|circa|year|early|late|mid"
            + "|spring|summer|autumn|fall|winter)(?: of)?)[ -]" + YEAR
            + "(?![\\d%°$£€]|[.,:/-]\\d| ?[%°$£€]|\\p{L})" + NOT_COUNTED,
            match -> match.group(1) + " " + numbers.year(number(match, 2))),
        Rewrite.of("(?<![\\d.,:])(\\d{3,4})(?= (?:AD|BC|CE|BCE)(?!\\p{L}))", match -> numbers.year(number(match, 1))),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])"
            + "( ?(?i:[ap]\\.?m(?!\\p{L})))?", this::time));
  }

  private static int number(Matcher match, int group) {
    return Integer.parseInt(match.group(group));
  }

  private static String withoutZero(String digits) {
    return digits.startsWith("0") && digits.length() > 1 ? digits.substring(1) : digits;
  }

  private static int month(String name) {
    String start = name.toLowerCase(Locale.ROOT).substring(0, 3);
    int month = 0;
    while (!MONTHS.get(month).startsWith(start)) {
      month++;
    }
    return month + 1;
  }

  /** @param year as digits, or null */
  private String date(int month, String day, String year) {
    return MONTHS.get(month - 1) + " " + numbers.ordinal(withoutZero(day))
        + (year == null ? "" : ", " + numbers.year(Integer.parseInt(year)));
  }

  private String monthAndYear(String month, String year) {
    return MONTHS.get(month(month) - 1) + (year == null ? "" : " " + numbers.year(Integer.parseInt(year)));
  }

  private String slashDate(Matcher match) {
    int first = number(match, 1);
    int second = number(match, 2);
    int month = first <= 12 ? first : second;
    int day = first <= 12 ? second : first;
    return month < 1 || month > 12 || day < 1 || day > 31 ? null : date(month, Integer.toString(day), match.group(3));
  }

  private String time(Matcher match) {
    int hour = number(match, 1);
    int minute = number(match, 2);
    String half = match.group(4);
    String spoken = numbers.cardinal(Integer.toString(hour));
    if (minute > 0) {
      spoken += (minute < 10 ? " oh " : " ") + numbers.cardinal(Integer.toString(minute));
    } else if (half == null) {
      spoken += hour <= 12 ? " o'clock" : " hundred";
    }
    if (match.group(3) != null) {
      spoken += " and " + numbers.cardinal(Integer.toString(number(match, 3))) + " seconds";
    }
    return half == null ? spoken : spoken + " " + half.strip();
  }
}
