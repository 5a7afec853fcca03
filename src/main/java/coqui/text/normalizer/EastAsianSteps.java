package coqui.text.normalizer;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps from digits to words that Korean, Chinese and Japanese share: other than in {@link NumberSteps}, words
 * follow numbers without a space, so that a unit ends where the Latin letters do.
 *
 * <p>Dates, times and fractions become what one writes for them in the language (12:30 is 12点30分), digits and all:
 * later steps read those.
 */
final class EastAsianSteps {

  private static final String NUMBER = "(?<![\\d.,])(" + NumberNotation.POINT.pattern() + ")";
  private static final String MINUS =
      "(?<![[\\p{L}\\p{N}]&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]])(?<![.,)-])[-−－]";
  /** Ten thousand and its powers. */
  private static final String SCALE = "(?: ?([万亿億兆만억조]))?";
  private static final String TO = " ?[-–—~〜～] ?";

  private final Numerals numerals;
  private final Formats formats;
  private final Map<String, String> words;
  private final Money money;
  private final Map<String, Noun> units;

  /**
   * How a language writes what others write with signs alone; formats for {@link String#format}.
   *
   * @param date of year, month, day
   * @param time of hour, minute, minute in two digits
   * @param hour of an hour without minutes
   * @param fraction of numerator, denominator
   * @param celsius of a number of degrees
   * @param frost of a number of degrees below zero
   */
  record Formats(String date, String time, String hour, String fraction, String celsius, String frost) {}

  /** @param words {@code minus}, {@code to}, {@code plus}, {@code times}, {@code equals}, {@code divided} */
  EastAsianSteps(
      Numerals numerals, Formats formats, Map<String, String> words, Money money, Map<String, Noun> units) {
    this.numerals = numerals;
    this.formats = formats;
    this.words = words;
    this.money = money;
    this.units = units;
  }

  /** Dates, times, temperatures, telephone numbers, ranges, fractions: still with digits, except telephone numbers. */
  List<Rewrite> compounds() {
    return List.of(
        Rewrite.of("(?<![\\d./-])(\\d{4})([-./]) ?(0?[1-9]|1[0-2])\\2 ?(0?[1-9]|[12]\\d|3[01])(?![\\d/-])",
            match -> formats.date().formatted(match.group(1), number(match.group(3)), number(match.group(4)))),
        Rewrite.of("(?<![\\d:：.])([01]?\\d|2[0-4])[:：]([0-5]\\d)(?![\\d:：])", this::time),
        Rewrite.of("(?<![A-Za-z\\d.-])(?:\\+\\d{1,3}[- ]?\\d{1,4}[- ]?\\d{3,4}[- ]?\\d{4}|\\d{2,4}-\\d{3,4}-\\d{4})"
            + "(?![\\d-])", this::telephone),
        Rewrite.of("(" + MINUS + ")?" + NUMBER + " ?(?:[°º]C|℃)(?![A-Za-z])", match -> {
          String degrees = match.group(2);
          return formats.celsius().formatted(match.group(1) == null ? degrees : formats.frost().formatted(degrees));
        }),
        Rewrite.of(MINUS + "(?=" + NumberNotation.POINT.pattern() + " ?(?:°|도|度))", formats.frost().formatted("")),
        Rewrite.of(MINUS + "(?=[$£€¥]?\\d)", words.get("minus")),
        Rewrite.of("(?<![A-Za-z\\d.,/–-])(\\d{1,9})" + TO + "(\\d{1,9})(?![\\d/–-]|[.,]\\d)", this::range),
        Rewrite.of("(?<=[\\d%°\\p{IsHan}\\p{IsHangul}])[~〜～](?=\\d)", words.get("to")),
        Rewrite.of("(?<![\\d.,/])([1-9]\\d{0,3})/([1-9]\\d{0,3})(?![\\d/])", this::fraction));
  }

  /** Money and measures. */
  List<Rewrite> measures() {
    String unit = units.keySet().stream().sorted(Comparator.comparing(String::length).reversed())
        .map(Pattern::quote).collect(Collectors.joining("|"));
    return List.of(
        Rewrite.of("(?<!\\p{L})(?:US|AU|CA|NZ|HK)\\$", "$"),
        Rewrite.of("(" + Currency.PATTERN + ") ?" + NUMBER + SCALE,
            match -> money(match.group(2), match.group(3), match.group(1))),
        Rewrite.of(NUMBER + SCALE + " ?(" + Currency.PATTERN + ")",
            match -> money(match.group(1), match.group(2), match.group(3))),
        Rewrite.of(NUMBER + " ?(" + unit + ")(?![A-Za-z])",
            match -> numerals.count(amount(match.group(1)), units.get(match.group(2)))));
  }

  /** Arithmetic, then every number that is left. */
  List<Rewrite> plain() {
    return List.of(
        Rewrite.of("(?<=\\d) ?[x×] ?(?=\\d)", words.get("times")),
        Rewrite.of("(?<=\\d) ?[+＋] ?(?=\\d)", words.get("plus")),
        Rewrite.of("(?<=\\d) ?[=＝] ?(?=\\d)", words.get("equals")),
        Rewrite.of("(?<=\\d) ?÷ ?(?=\\d)", words.get("divided")),
        Rewrite.of(NumberNotation.POINT.pattern(),
            match -> numerals.amount(amount(match.group()), Gender.NONE)));
  }

  /** 05 is 5 in a date. */
  private static String number(String digits) {
    return Integer.toString(Integer.parseInt(digits));
  }

  private static Amount amount(String number) {
    return NumberNotation.POINT.parse(number);
  }

  private String telephone(Matcher match) {
    return Arrays.stream(match.group().split("[- ]")).map(numerals::digitByDigit).collect(Collectors.joining(" "));
  }

  private String time(Matcher match) {
    String minute = match.group(2);
    return minute.equals("00")
        ? formats.hour().formatted(number(match.group(1)))
        : formats.time().formatted(number(match.group(1)), number(minute), minute);
  }

  /** 10-20 is a range; 3-0 is a score and stays as it is. */
  private String range(Matcher match) {
    boolean wave = match.group().matches(".*[~〜～].*");
    return wave || Integer.parseInt(match.group(1)) < Integer.parseInt(match.group(2))
        ? match.group(1) + words.get("to") + match.group(2)
        : null;
  }

  private String fraction(Matcher match) {
    boolean proper = Integer.parseInt(match.group(1)) < Integer.parseInt(match.group(2));
    return proper ? formats.fraction().formatted(match.group(1), match.group(2)) : null;
  }

  private String money(String amount, String scale, String sign) {
    return scale == null
        ? money.say(amount(amount), null, sign, numerals)
        : money.say(amount(amount), scale, sign, numerals).replace(" ", "");
  }
}
