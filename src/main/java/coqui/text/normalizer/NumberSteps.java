package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps from digits to words that languages share. What is special to a language (dates, times, ordinals) goes
 * before {@link #compounds} or between these and {@link #plain}.
 */
final class NumberSteps {

  private static final String UNIT = "sq ft|[°℃¢%‰][CFK]?|\\p{L}{1,4}+(?:\\.|/\\p{Ll}{1,3}|[²³])?";

  private final Numerals numerals;
  private final Map<String, String> words;
  private final Map<String, String> scales;
  private final Money money;
  private final Map<String, Noun> units;
  /** A number that does not begin inside another; one capturing group. */
  private final String number;

  /**
   * @param words {@code minus}, {@code to} (in a range), {@code point} (between the parts of 2.0.1), {@code plus},
   *     {@code equals}, {@code times}, {@code divided}, {@code number} (for #)
   * @param scales what may stand between a number and a currency: {@code "bn=billion"}
   * @param units what is counted, by its sign or abbreviation
   */
  NumberSteps(
      Numerals numerals, Map<String, String> words, Map<String, String> scales, Money money, Map<String, Noun> units) {
    this.numerals = numerals;
    this.words = words;
    this.scales = scales;
    this.money = money;
    this.units = units;
    number = "(?<![\\d.,])(" + numerals.notation().pattern() + ")";
  }

  /** Telephone numbers, ranges, signs, money and measures. */
  List<Rewrite> compounds() {
    String scale = scales.isEmpty() ? "()" : "(?:[ -]?(" + scales.keySet().stream()
        .map(Pattern::quote).collect(Collectors.joining("|")) + ")(?!\\p{L}))?";
    return List.of(
        Rewrite.of("(?<![\\w.])\\+\\d{1,3}(?:[ -]?\\(?\\d{1,5}\\)?){2,6}(?![\\w-])",
            match -> words.get("plus") + " " + numerals.digitByDigit(match.group())).onlyWith("+"),
        // A number that begins with a zero and goes on after a space is that of a telephone.
        Rewrite.of("(?<![\\p{L}\\d.,:/–-])0\\d{1,5}[ /-]\\d{5,9}(?![\\d/–-]|[.,:]\\d)",
            match -> numerals.digitByDigit(match.group())),
        Rewrite.of("(?<![\\p{L}\\d.,/$£€–-])(\\d{1,9})( ?)[-–](\\2)(\\d{1,9})(?![\\d/–-]|[.,]\\d)", this::range)
            .onlyWith("-–"),
        Rewrite.of("(?<![\\p{L}\\d.,)-])-(?=[$£€]?\\.?\\d)|−(?= ?[$£€]?\\d)", words.get("minus") + " "),
        Rewrite.of("([$£€])(\\d{1,9})[-–]\\1?(\\d{1,9})(?![\\d/–-]|[.,]\\d)", match -> numerals.cardinal(match.group(2))
            + " " + words.get("to") + " " + money(match.group(3), "", match.group(1))).onlyWith("-–"),
        Rewrite.of("(?<!\\p{L})(?:US|AU|CA|NZ|HK)\\$", "$"),
        Rewrite.of("(" + Currency.PATTERN + ")[ \\u00a0]?" + number + scale,
            match -> money(match.group(2), match.group(3), match.group(1))),
        Rewrite.of(number + scale + "[ \\u00a0]?(" + Currency.PATTERN + ")",
            match -> money(match.group(1), match.group(2), match.group(3))).onlyWith(Currency.SIGNS),
        Rewrite.of(number + "[ \\u00a0]?(" + UNIT + ")(?![\\p{L}\\d]|['’]\\p{L})" + WordTable.SENTENCE_END,
            this::measure).onlyWith(Rewrite.ASCII_LETTERS + "°%"),
        Rewrite.of("(?<![\\p{L}\\d])(?:#|№ ?)(?=\\d)", words.get("number") + " "));
  }

  /** 3-0 and 3:0 as results of a game, after {@link #compounds} has read ranges: the two numbers alone. */
  Rewrite score() {
    return Rewrite.of("(?<![\\d.,:\\p{L}/–-])(\\d{1,3})( ?)[-–:]\\2(\\d{1,3})(?![\\d:/–-]|[.,]\\d| ?=)",
        match -> numerals.cardinal(match.group(1)) + " " + numerals.cardinal(match.group(3))).onlyWith("-–:");
  }

  /** "2 mln" with the noun in the form that the number asks for, the number still in digits. */
  Rewrite scaled(Map<String, Noun> nouns) {
    String written = nouns.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Rewrite.of(number + "[ \\u00a0]?(" + written + ")(?!\\p{L})", match -> match.group(1) + " "
        + nouns.get(match.group(2)).form(numerals.nounForm(numerals.notation().parse(match.group(1)))));
  }

  /** Arithmetic, then every number that is left. */
  List<Rewrite> plain() {
    return List.of(
        Rewrite.of("(?<=\\d)[x×](?=\\d)|(?<=\\d) [x×] (?=\\d)", " " + words.get("times") + " ").onlyWith("x×"),
        Rewrite.of("(?<=\\d) ?\\+ ?(?=\\d)", " " + words.get("plus") + " ").onlyWith("+"),
        Rewrite.of("(?<=\\d)\\+", " " + words.get("plus")).onlyWith("+"),
        Rewrite.of("(?<=\\d) ?= ?(?=\\d)", " " + words.get("equals") + " ").onlyWith("="),
        Rewrite.of("(?<=\\d) ?÷ ?(?=\\d)", " " + words.get("divided") + " ").onlyWith("÷"),
        Rewrite.of("(?<![\\d.,])\\d++(?:\\.\\d++){2,}+(?!\\d)", this::dotted).onlyWith("."),
        Rewrite.of(numerals.notation().pattern() + "(?= ?(\\p{L}[\\p{L}\\p{M}]*+)?)", this::amount));
  }

  /** 10-20 is a range; 3-0 is a score and stays as it is. */
  private String range(Matcher match) {
    return Integer.parseInt(match.group(1)) < Integer.parseInt(match.group(4))
        ? match.group(1) + " " + words.get("to") + " " + match.group(4)
        : null;
  }

  private String money(String amount, String scale, String sign) {
    String spokenScale = scale == null || scale.isEmpty() ? null : scales.get(scale);
    return money.say(numerals.notation().parse(amount), spokenScale, sign, numerals);
  }

  private String measure(Matcher match) {
    String unit = match.group(2);
    boolean abbreviated = unit.endsWith(".") && !units.containsKey(unit);
    Noun noun = units.get(abbreviated ? unit.substring(0, unit.length() - 1) : unit);
    if (noun == null) {
      return null;
    }
    boolean endsSentence = match.group(3) != null;
    return numerals.count(numerals.notation().parse(match.group(1)), noun) + (abbreviated && endsSentence ? "." : "");
  }

  /** 2.0.1 is read part by part. */
  private String dotted(Matcher match) {
    if (numerals.notation().isGrouped(match.group())) {
      return null;
    }
    List<String> parts = new ArrayList<>();
    for (String part : match.group().split("\\.")) {
      parts.add(numerals.cardinal(part));
    }
    return String.join(" " + words.get("point") + " ", parts);
  }

  private String amount(Matcher match) {
    String next = match.group(1);
    Amount amount = numerals.notation().parse(match.group());
    Gender gender = next == null ? Gender.NONE : numerals.genderOf(amount, next);
    return numerals.amount(amount, gender);
  }
}
