package coqui.text.normalizer;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a text a match of a pattern can begin, by the character there and the one before. There are many steps, and
 * nearly every place is out of the question for nearly all of them: looking first is several times as fast as having
 * the pattern try each place.
 *
 * <p>The pattern is asked itself, once, for each ASCII character and some of the rest: against a text of this character
 * alone it matches, fails because it wants more, or fails because nothing can begin so. Of the others, those that the
 * pattern names are asked as well; letters and non-letters that it does not name stand for each other.
 */
final class MatchStarts {

  /** What a character may stand after; a place where a match can begin has a bit for each of these. */
  private static final String[] CONTEXTS = {"", "0123456789", "qZя漢あ한", ".", ",", ":", "/", "-"};

  private static final int DIGIT = 1;
  private static final int LETTER = 2;
  private static final String MARKS = ".,:/-";

  private static final String LETTERS = "éÉßяЯहا漢かカ한ªº";
  private static final String OTHERS = "\u00a0\u0301ा्°€™←–“、؟।½²٣";

  /** Letters that are another case of one which has two cases already. */
  private static final String THIRD_CASES =
      "İıſ\u212a\u212b\u2126\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88";

  private static final int ASCII = 128;
  /** Up to here, a table tells: Latin, Greek, Cyrillic and Hebrew. */
  private static final int TABLED = 0x600;
  private static final byte[] CONTEXT_OF = new byte[TABLED];

  static {
    for (char character = 0; character < TABLED; character++) {
      CONTEXT_OF[character] = (byte) context(character);
    }
  }

  private final byte[] tabled = new byte[TABLED];
  /** The characters beyond ASCII that the pattern names, and their bits. */
  private final String named;
  private final byte[] ofNamed;
  private final byte ofLetters;
  private final byte ofOthers;

  private MatchStarts(Pattern pattern) {
    Matcher probe = Pattern.compile(withoutLookbehinds(pattern.pattern()), pattern.flags()).matcher("")
        .useTransparentBounds(true);
    for (char character = 0; character < ASCII; character++) {
      tabled[character] = contexts(probe, character);
    }
    String regex = pattern.pattern();
    named = (regex + regex.toUpperCase(Locale.ROOT) + regex.toLowerCase(Locale.ROOT) + THIRD_CASES)
        .chars().filter(character -> character >= ASCII).distinct()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    ofNamed = new byte[named.length()];
    for (int at = 0; at < ofNamed.length; at++) {
      ofNamed[at] = contexts(probe, named.charAt(at));
    }
    ofLetters = unnamed(probe, LETTERS);
    ofOthers = unnamed(probe, OTHERS);
    for (char character = ASCII; character < TABLED; character++) {
      tabled[character] = (byte) beyondAscii(character);
    }
  }

  static MatchStarts of(Pattern pattern) {
    return new MatchStarts(pattern);
  }

  /** The first place at or after {@code from} where a match can begin, or −1. */
  int next(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char character = text.charAt(at);
      int contexts = character < TABLED ? tabled[character] : beyondAscii(character);
      if (contexts != 0 && (contexts >> contextBefore(text, at) & 1) != 0) {
        return at;
      }
    }
    return -1;
  }

  private static int contextBefore(String text, int at) {
    char before = at == 0 ? 0 : text.charAt(at - 1);
    return before < TABLED ? CONTEXT_OF[before] : context(before);
  }

  private int beyondAscii(char character) {
    if (Character.isSurrogate(character)) {
      return Character.isHighSurrogate(character) ? ofLetters | ofOthers : 0;
    }
    int at = named.indexOf(character);
    return at >= 0 ? ofNamed[at] : Character.isLetter(character) ? ofLetters : ofOthers;
  }

  private static int context(char character) {
    if (character >= '0' && character <= '9') {
      return DIGIT;
    }
    if (Character.isLetter(character)) {
      return LETTER;
    }
    int mark = character < 64 ? MARKS.indexOf(character) : -1;
    return mark < 0 ? 0 : LETTER + 1 + mark;
  }

  private byte unnamed(Matcher probe, String characters) {
    byte contexts = 0;
    for (char character : characters.toCharArray()) {
      if (named.indexOf(character) < 0) {
        contexts |= contexts(probe, character);
      }
    }
    return contexts;
  }

  private static byte contexts(Matcher probe, char character) {
    if (!canBegin(probe, "", character)) {
      return 0;
    }
    byte contexts = 1;
    for (int context = 1; context < CONTEXTS.length; context++) {
      for (char before : CONTEXTS[context].toCharArray()) {
        if (canBegin(probe, Character.toString(before), character)) {
          contexts |= (byte) (1 << context);
          break;
        }
      }
    }
    return contexts;
  }

  private static boolean canBegin(Matcher probe, String before, char character) {
    probe.reset(before + character).region(before.length(), before.length() + 1);
    return probe.lookingAt() || probe.hitEnd();
  }

  /** What must stand before a match may be longer than the one character with which the pattern is asked. */
  private static String withoutLookbehinds(String regex) {
    StringBuilder rest = new StringBuilder();
    int from = 0;
    for (int at = regex.indexOf("(?<="); at >= 0; at = regex.indexOf("(?<=", from)) {
      rest.append(regex, from, at).append("(?:)");
      from = closing(regex, at) + 1;
    }
    return rest.append(regex, from, regex.length()).toString();
  }

  private static int closing(String regex, int opening) {
    int groups = 0;
    int classes = 0;
    for (int at = opening; at < regex.length(); at++) {
      char c = regex.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '[') {
        classes++;
      } else if (c == ']') {
        classes--;
      } else if (classes == 0 && c == '(') {
        groups++;
      } else if (classes == 0 && c == ')' && --groups == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("unbalanced: " + regex);
  }
}
