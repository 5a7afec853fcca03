package coqui.text;

import static coqui.text.CharacterClasses.isWhiteSpace;

import coqui.speech.Language;
import java.util.Locale;
import java.util.Set;

/** Says whether a single {@code .} ends its sentence, by the word before it and the word after it. */
final class StopReader {

  /** Longer words are no abbreviations. In UTF-16 units. */
  private static final int LONGEST = 24;

  /** In English, "the U.S." goes on with a capital ("the U.S. Army") unless one of these follows. */
  private static final Set<String> ENGLISH_BEGINNINGS = Set.of(
      ("the a an he she it they we i you this that these those there then his her its their our my your"
          + " but and so in on at after before when while if as for however yet nobody no now one").split(" "));

  /** After these a German number with a stop is an ordinal, though nouns are capitals: "am 3. Mai". */
  private static final Set<String> GERMAN_BEFORE_ORDINAL = Set.of(
      ("der die das den dem des am im zum zur vom beim ein eine einen einem einer eines jeder jede"
          + " jedes jeden jedem mein meine meinen meinem meiner sein seine seinen seinem seiner ihr ihre"
          + " ihren ihrem ihrer unser unsere unseren").split(" "));

  private static final Set<String> GERMAN_MONTHS = Set.of(
      "januar jänner februar märz april mai juni juli august september oktober november dezember".split(" "));

  private final Language language;
  private final Abbreviations abbreviations;

  StopReader(Language language) {
    this.language = language;
    this.abbreviations = Abbreviations.of(language);
  }

  /**
   * @param start of the sentence
   * @param stop the full stop
   * @param lead the next letter or digit after white space; what stands between may be opening marks
   */
  boolean endsSentence(String text, int start, int stop, int lead) {
    int from = wordStart(text, start, stop);
    String word = text.substring(from, stop);
    if (word.isEmpty()) {
      return true;
    }
    if (word.chars().allMatch(Character::isDigit)) {
      return !isOrdinal(text, start, from, word, lead);
    }
    if (isInitial(word)) {
      return false;
    }
    String key = Abbreviations.key(word);
    if (word.codePointCount(0, word.length()) == 1 && endsWithSingleLetter(text, start, from)) {
      key = Abbreviations.key(text.substring(wordStart(text, start, from - 2), stop)); // "d. h." counts as "d.h."
    }
    if (abbreviations.isTitle(key)) {
      return language == Language.ENGLISH && key.equals("st") && isStreet(text, start, from);
    }
    if (abbreviations.isNumbered(key) && Character.isDigit(text.codePointAt(lead))) {
      return false;
    }
    if (abbreviations.isInside(key)) {
      return from > start + 1 && isDigitBefore(text, from);
    }
    if (word.matches("(?:\\p{Lu}\\.-?)+\\p{Lu}")) {
      return language == Language.ENGLISH && ENGLISH_BEGINNINGS.contains(wordAt(text, lead));
    }
    return !isSingleLetterBeforeAnother(text, word, lead);
  }

  private boolean isOrdinal(String text, int start, int from, String digits, int lead) {
    if (digits.length() > 3) {
      return false;
    }
    if (text.substring(start, from).isBlank()) {
      return true; // the number of an item: "1. Open the box."
    }
    return language == Language.GERMAN
        && (GERMAN_BEFORE_ORDINAL.contains(wordBefore(text, start, from))
            || GERMAN_MONTHS.contains(wordAt(text, lead)));
  }

  /** "on Main St. The" ends; "at St. Mary" goes on: a street's name stands before it, a saint's after it. */
  private static boolean isStreet(String text, int start, int from) {
    int before = from - 1;
    if (before <= start || !isWhiteSpace(text.charAt(before))) {
      return false;
    }
    int nameStart = wordStart(text, start, before);
    return nameStart > start && nameStart < before && Character.isUpperCase(text.codePointAt(nameStart));
  }

  /** A capital alone is an initial ("J. M. Ruiz"), but the English pronoun is a word. */
  private boolean isInitial(String word) {
    return word.codePointCount(0, word.length()) == 1
        && (Character.isUpperCase(word.codePointAt(0)) || language == Language.ARABIC)
        && !(language == Language.ENGLISH && word.equals("I"));
  }

  private static boolean endsWithSingleLetter(String text, int start, int from) {
    return from - 3 >= start
        && isWhiteSpace(text.charAt(from - 1))
        && text.charAt(from - 2) == '.'
        && from - 2 - wordStart(text, start, from - 2) == 1;
  }

  private static boolean isSingleLetterBeforeAnother(String text, String word, int lead) {
    return word.length() == 1 && lead + 1 < text.length()
        && Character.isLetter(text.charAt(lead)) && text.charAt(lead + 1) == '.';
  }

  private static boolean isDigitBefore(String text, int from) {
    return Character.isDigit(text.charAt(isWhiteSpace(text.charAt(from - 1)) ? from - 2 : from - 1));
  }

  /**
   * Where the word that ends before {@code end} begins: letters, marks, digits, and stops, hyphens and apostrophes in
   * it.
   */
  private static int wordStart(String text, int start, int end) {
    int from = end;
    while (from > start && end - from <= LONGEST && isOfWord(text.charAt(from - 1))) {
      from--;
    }
    while (from < end && !Character.isLetterOrDigit(text.charAt(from))) {
      from++;
    }
    return from;
  }

  private static boolean isOfWord(char c) {
    int type = Character.getType(c);
    return Character.isLetterOrDigit(c) || ".-'’".indexOf(c) >= 0
        || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static String wordBefore(String text, int start, int from) {
    int end = from;
    while (end > start && isWhiteSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(wordStart(text, start, end), end).toLowerCase(Locale.ROOT);
  }

  private static String wordAt(String text, int lead) {
    int end = lead;
    while (end < text.length() && end - lead <= LONGEST && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return text.substring(lead, end).toLowerCase(Locale.ROOT);
  }
}
