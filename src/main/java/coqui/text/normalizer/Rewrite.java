package coqui.text.normalizer;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One step from written to spoken: every match of a pattern becomes words.
 *
 * <p>Words that would touch a letter are set apart from it by a space ({@code MP3} is "MP three"), except in scripts
 * that put no spaces there. Patterns ignore nothing by themselves ({@code (?i)} does) and know Unicode's letters and
 * cases. A match has at least one character.
 *
 * @param triggers the text needs a character of each of them, for this step to be tried at all
 * @param starts where to try
 * @param words of a match, or null to leave the match as it is
 */
record Rewrite(
    List<CharacterSet> triggers, Pattern pattern, MatchStarts starts, Function<Matcher, String> words) {

  static final String DIGITS = "0123456789";
  static final String ASCII_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  static Rewrite of(String regex, Function<Matcher, String> words) {
    Pattern pattern = Pattern.compile(regex, Pattern.UNICODE_CASE);
    return new Rewrite(List.of(), pattern, MatchStarts.of(pattern), words);
  }

  static Rewrite of(String regex, String words) {
    return of(regex, match -> words);
  }

  /** The same step, skipped for a text without any of the characters. */
  Rewrite onlyWith(String characters) {
    List<CharacterSet> more = Stream.concat(triggers.stream(), Stream.of(CharacterSet.of(characters))).toList();
    return new Rewrite(more, pattern, starts, words);
  }

  /**
   * The same steps, skipped for a text without any of the characters: most texts hold no digit, and there are many
   * steps.
   */
  static List<Rewrite> onlyWith(String characters, List<Rewrite> steps) {
    return steps.stream().map(step -> step.onlyWith(characters)).toList();
  }

  /** For the keys of tables: lower case, whatever the language. */
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isTriggeredBy(CharacterSet characters) {
    for (CharacterSet trigger : triggers) {
      if (!trigger.intersects(characters)) {
        return false;
      }
    }
    return true;
  }

  /** {@code text} itself if there is no match. */
  String apply(String text) {
    int at = starts.next(text, 0);
    if (at < 0) {
      return text;
    }
    Matcher match = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
    StringBuilder rewritten = null;
    int from = 0;
    while (at >= 0) {
      if (!match.region(at, text.length()).lookingAt()) {
        at = starts.next(text, at + 1);
        continue;
      }
      if (rewritten == null) {
        rewritten = new StringBuilder(text.length() + 32);
      }
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
      at = starts.next(text, from);
    }
    return rewritten == null ? text : rewritten.append(text, from, text.length()).toString();
  }

  private static boolean touch(StringBuilder left, String right) {
    return left.length() > 0 && !right.isEmpty()
        && isSpacedLetter(lastBase(left)) && isSpacedLetter(right.codePointAt(0));
  }

  /** The last character that is no mark upon another: words of Hindi end in vowel signs. */
  private static int lastBase(StringBuilder text) {
    int at = text.length();
    int character = text.codePointBefore(at);
    while (isMark(character) && at > Character.charCount(character)) {
      at -= Character.charCount(character);
      character = text.codePointBefore(at);
    }
    return character;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isSpacedLetter(int character) {
    return Character.isLetter(character) && switch (Character.UnicodeScript.of(character)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> false;
      default -> true;
    };
  }
}
