package coqui.text.normalizer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterCategory;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What every language needs first and last: composed characters, one kind of space, one kind of digit, and nothing that
 * has no sound: controls, invisible characters, emojis.
 */
final class TextCleaning {

  /** In a row, also with spaces between; no text says more with more, and a request may hold nothing else. */
  private static final int MOST_MARKS = 16;

  /** Stands for an emoji until its neighbours are known; a private character, of which the text has none by then. */
  private static final char EMOJI = '\uE000';

  private static final Pattern EMOJIS = Pattern.compile(" ?\uE000[ \uE000]*+");
  private static final Pattern EMOJIS_BEFORE_MARK =
      Pattern.compile(EMOJIS.pattern() + "(?=$|[\\p{P}&&[^\\p{Ps}\\p{Pi}\"'«¿¡]])");
  private static final Pattern EMOJIS_IN_UNSPACED_SCRIPT =
      Pattern.compile(
          "(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])\uE000++(?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])");

  private TextCleaning() {}

  /**
   * Composed (NFC); every white space is a space, except that one between two digits which does not break stays U+00A0;
   * every decimal digit is an ASCII digit, a full-width letter or sign its ASCII twin.
   */
  static String clean(String text) {
    String composed = compose(text);
    StringBuilder cleaned = new StringBuilder(composed.length());
    int marks = 0;
    boolean emojis = false;
    for (int at = 0; at < composed.length(); ) {
      int character = composed.codePointAt(at);
      int next = at + Character.charCount(character);
      if (character > ' ' && character < 0x7F) { // most characters; what follows would come to the same
        marks = Character.isLetterOrDigit(character) ? 0 : marks + 1;
        if (marks <= MOST_MARKS) {
          cleaned.append((char) character);
        }
        at = next;
        continue;
      }
      int type = UCharacter.getType(character);
      if (UCharacter.isUWhiteSpace(character) || character >= 0x1C && character <= 0x1F) {
        appendSpace(cleaned, isDigitGroupSpace(composed, at, character) ? '\u00a0' : ' ');
      } else if (isEmoji(character)) {
        cleaned.append(EMOJI);
        emojis = true;
      } else if (!isSilent(character, type)) {
        marks = isSpoken(character, type) ? 0 : marks + 1;
        if (marks <= MOST_MARKS) {
          append(cleaned, character, type);
        }
      }
      at = next;
    }
    return emojis ? withoutEmojis(cleaned.toString()) : cleaned.toString();
  }

  /** Lower case as {@code locale} has it, no symbol that nobody says, single spaces, trimmed. */
  static String finish(String text, Locale locale) {
    // Outside Turkish, the lower case of İ would be i and a combining dot that no vocabulary has.
    String lower = (locale.getLanguage().equals("tr") ? text : text.replace('İ', 'I')).toLowerCase(locale);
    StringBuilder said = new StringBuilder(lower.length());
    boolean spaceDue = false;
    for (int at = 0; at < lower.length(); ) {
      int character = lower.codePointAt(at);
      at += Character.charCount(character);
      if (character == ' ' || character == '\u00a0') {
        spaceDue = said.length() > 0;
      } else if (character < 128 || Character.getType(character) != Character.OTHER_SYMBOL) {
        if (spaceDue) {
          said.append(' ');
          spaceDue = false;
        }
        said.appendCodePoint(character);
      }
    }
    return said.toString();
  }

  private static String compose(String text) {
    // Composition begins with the combining marks, at U+0300.
    return text.chars().allMatch(character -> character < 0x300)
        ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isDigitGroupSpace(String text, int at, int character) {
    return (character == '\u00a0' || character == '\u202f' || character == '\u2009' || character == '\u2007')
        && at > 0 && at + 1 < text.length()
        && Character.isDigit(text.charAt(at - 1)) && Character.isDigit(text.charAt(at + 1));
  }

  private static boolean isEmoji(int character) {
    return UCharacter.hasBinaryProperty(character, UProperty.EXTENDED_PICTOGRAPHIC) && "©®™‼⁉".indexOf(character) < 0
        || UCharacter.hasBinaryProperty(character, UProperty.EMOJI_MODIFIER)
        || UCharacter.hasBinaryProperty(character, UProperty.REGIONAL_INDICATOR);
  }

  private static boolean isSilent(int character, int type) {
    return type == UCharacterCategory.CONTROL
        || type == UCharacterCategory.FORMAT
        || type == UCharacterCategory.SURROGATE
        || type == UCharacterCategory.PRIVATE_USE
        || type == UCharacterCategory.UNASSIGNED
        || type == UCharacterCategory.ENCLOSING_MARK
        || UCharacter.hasBinaryProperty(character, UProperty.VARIATION_SELECTOR);
  }

  private static boolean isSpoken(int character, int type) {
    return UCharacter.isLetterOrDigit(character)
        || type == UCharacterCategory.LETTER_NUMBER
        || type == UCharacterCategory.OTHER_NUMBER;
  }

  private static void appendSpace(StringBuilder cleaned, char space) {
    if (cleaned.length() > 0 && cleaned.charAt(cleaned.length() - 1) != ' ') {
      cleaned.append(space);
    }
  }

  private static void append(StringBuilder cleaned, int character, int type) {
    if (type == UCharacterCategory.DECIMAL_DIGIT_NUMBER) {
      cleaned.append((char) ('0' + UCharacter.digit(character)));
    } else if (isPlainNumeral(character, type) || isFullWidthTwin(character)) {
      cleaned.append(Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC));
    } else {
      cleaned.appendCodePoint(character);
    }
  }

  /** ② Ⅳ are 2 and IV; ½ and m² are read by the language. */
  private static boolean isPlainNumeral(int character, int type) {
    return type == UCharacterCategory.LETTER_NUMBER
        || type == UCharacterCategory.OTHER_NUMBER && "²³".indexOf(character) < 0
            && Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC).indexOf('⁄') < 0;
  }

  private static boolean isFullWidthTwin(int character) {
    return character >= 0xFF21 && character <= 0xFF5A && Character.isLetter(character)
        || "％＄＆＠＃＋￥￡".indexOf(character) >= 0;
  }

  /**
   * An emoji leaves a space where it stood between words, none before a mark, at the end or in a script without spaces.
   */
  private static String withoutEmojis(String text) {
    String rest = EMOJIS_BEFORE_MARK.matcher(text).replaceAll("");
    rest = EMOJIS_IN_UNSPACED_SCRIPT.matcher(rest).replaceAll("");
    return EMOJIS.matcher(rest).replaceAll(" ");
  }
}
