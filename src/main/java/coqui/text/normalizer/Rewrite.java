package coqui.text.normalizer;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One step from written to spoken: every match of a pattern becomes words.
 *
 * <p>Words that would touch a letter are set apart from it by a space ({@code MP3} is "MP three"), except in scripts
 * that put no spaces there. Patterns ignore nothing by themselves ({@code (?i)} does) and know Unicode's letters and
 * cases.
 *
 * @param trigger characters of which the text needs one, for this step to be tried at all; none: always
 * @param words of a match, or null to leave the match as it is
 */
record Rewrite(String trigger, Pattern pattern, Function<Matcher, String> words) {

  static final String DIGITS = "0123456789";

  static Rewrite of(String regex, Function<Matcher, String> words) {
    return new Rewrite("", Pattern.compile(regex, Pattern.UNICODE_CASE), words);
  }

  static Rewrite of(String regex, String words) {
    return of(regex, match -> words);
  }

  /**
   * The same steps, skipped for a text without any of the characters: most texts hold no digit, and there are many
   * steps.
   */
  static List<Rewrite> onlyWith(String characters, List<Rewrite> steps) {
    return steps.stream().map(step -> new Rewrite(characters, step.pattern, step.words)).toList();
  }

  /** For the keys of tables: lower case, whatever the language. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  String apply(String text) {
    if (!isTriggered(text)) {
      return text;
    }
    Matcher match = pattern.matcher(text);
    if (!match.find()) {
      return text;
    }
    StringBuilder rewritten = new StringBuilder(text.length() + 32);
    int from = 0;
    do {
      String spoken = words.apply(match);
      if (spoken == null) {
        spoken = match.group();
      }
      rewritten.append(text, from, match.start());
      if (touch(rewritten, spoken)) {
        rewritten.append(' ');
      }
      rewritten.append(spoken);
      from = match.end();
      if (from < text.length() && touch(rewritten, text.substring(from, Math.min(text.length(), from + 2)))) {
        rewritten.append(' ');
      }
    } while (match.find());
    return rewritten.append(text, from, text.length()).toString();
  }

  private boolean isTriggered(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (trigger.indexOf(text.charAt(at)) >= 0) {
        return true;
      }
    }
    return trigger.isEmpty();
  }

  private static boolean touch(StringBuilder left, String right) {
    return left.length() > 0 && !right.isEmpty()
        && isSpacedLetter(left.codePointBefore(left.length())) && isSpacedLetter(right.codePointAt(0));
  }

  private static boolean isSpacedLetter(int character) {
    return Character.isLetter(character) && switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> false;
      default -> true;
    };
  }
}
