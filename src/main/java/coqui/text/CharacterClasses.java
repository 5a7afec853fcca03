package coqui.text;

import java.lang.Character.UnicodeScript;

/** What a character is to the sentence splitter and the chunker. */
final class CharacterClasses {

  private CharacterClasses() {}

  /** White space as Unicode has it: no-break, thin and ideographic spaces too. */
  static boolean isWhiteSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\u0085';
  }

  /** A letter or a numeral of any kind ({@code 7 ٧ Ⅶ ½ ②}): without one, nothing can be said. */
  static boolean isSpeakable(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.LETTER_NUMBER
        || Character.getType(character) == Character.OTHER_NUMBER;
  }

  static boolean hasSpeakable(String text) {
    return text.codePoints().anyMatch(CharacterClasses::isSpeakable);
  }

  /** A character of a script that puts no spaces between words. */
  static boolean isOfScriptWithoutSpaces(int character) {
    if (character < 0x0E00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(character);
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> isFullWidthMark(character);
    };
  }

  /** A mark of Chinese or Japanese typography, whose glyph holds the space around it: 、。「」！（，：；？ … */
  static boolean isFullWidthMark(int character) {
    return character >= 0x3001 && character <= 0x301F && !Character.isLetterOrDigit(character)
        || character >= 0xFF01 && character <= 0xFF65 && !Character.isLetterOrDigit(character);
  }

  /** A mark that can end a sentence. */
  static boolean isTerminator(int character) {
    return ".!?…‼⁇⁈⁉。．｡！？؟۔।॥".indexOf(character) >= 0;
  }

  /** A terminator that needs no white space after it to end a sentence. */
  static boolean isTerminatorWithoutSpace(int character) {
    return "؟۔।॥。．｡！？".indexOf(character) >= 0;
  }

  /** A mark after which a reader may breathe inside a sentence. */
  static boolean isClauseMark(int character) {
    return ";:,—–،؛；：，、".indexOf(character) >= 0;
  }

  static boolean isClosingBracket(int character) {
    return ")]}）］｝】〕〉》".indexOf(character) >= 0;
  }

  static boolean isOpeningBracket(int character) {
    return "([{（［｛【〔〈《".indexOf(character) >= 0;
  }

  /** A quotation mark, opening or closing: languages disagree on which is which. */
  static boolean isQuotationMark(int character) {
    return "\"'“”‘’„‚«»‹›「」『』＂".indexOf(character) >= 0;
  }

  /** A quotation mark that closes a quotation in every language that uses it so after a terminator. */
  static boolean isAlwaysClosingQuotationMark(int character) {
    return "”’」』".indexOf(character) >= 0;
  }
}
