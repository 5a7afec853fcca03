package coqui.text.normalizer;

import java.util.List;
import java.util.regex.Matcher;

/** Dates in digits, day before month (5/3/2024, 5.3.2024, 5-3-2024) or as ISO 8601 has them (2024-03-05). */
final class NumericDates {

  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
  private static final String MONTH = "(0?[1-9]|1[0-2])";

  private NumericDates() {}

  /** How a language says a date. */
  @FunctionalInterface
  interface Saying {

    /**
     * @param day 1 to 31, without a leading zero
     * @param month from 0
     * @param year of four digits
     */
    String say(String day, int month, String year);
  }

  static List<Rewrite> steps(Saying date) {
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-" + DAY + "(?![\\d-])",
            match -> say(date, match, 3, 2, match.group(1))).onlyWith("-"),
        Rewrite.of("(?<![\\d/.,-])" + DAY + "([/.-])" + MONTH + "\\2(\\d{4})(?![\\d/-]|[.,]\\d)",
            match -> say(date, match, 1, 3, match.group(4))).onlyWith("/.-"),
        Rewrite.of("(?<![\\d/.,-])" + DAY + "/" + MONTH + "/(\\d{2})(?![\\d/-]|[.,]\\d)",
            match -> say(date, match, 1, 2, (match.group(3).compareTo("50") < 0 ? "20" : "19") + match.group(3)))
            .onlyWith("/"));
  }

  private static String say(Saying date, Matcher match, int day, int month, String year) {
    return date.say(
        Integer.toString(Integer.parseInt(match.group(day))), Integer.parseInt(match.group(month)) - 1, year);
  }
}
