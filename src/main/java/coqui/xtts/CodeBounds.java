package coqui.xtts;

/**
 * How few and how many codes a text can be spoken in, at the 21.5 codes a second of XTTS. So generous that what lies
 * outside is a failure, not a pace: usual speech has about 2 codes a letter (1.6 to 2.4 by language).
 *
 * @param fewest codes, without the stop code: 30 letters a second, twice as fast as fast speech
 * @param most codes: 9 letters a second, and 0.2 s more a word (letters that are spelled out), 0.3 s a punctuation mark
 *     (pauses), 3 s a chunk: XTTS speaks single words for as long
 */
record CodeBounds(int fewest, int most) {

  private static final int FEWEST = 4;
  private static final double FEWEST_A_LETTER = 0.7;

  private static final int MOST = 64;
  private static final double MOST_A_LETTER_OR_DIGIT = 2.5;
  private static final int MOST_A_WORD = 4;
  private static final int MOST_A_MARK = 6;

  /** @param text normalized, as it is spoken: digits are the tones of Chinese, or stay unread */
  static CodeBounds of(String text) {
    int letters = 0;
    int digits = 0;
    int words = 0;
    int marks = 0;
    boolean inWord = false;
    for (int character : text.codePoints().toArray()) {
      boolean letter = Character.isLetter(character) || isVowelSign(character);
      boolean digit = Character.isDigit(character);
      letters += letter ? 1 : 0;
      digits += digit ? 1 : 0;
      words += (letter || digit) && !inWord ? 1 : 0;
      marks += letter || digit || Character.isWhitespace(character) ? 0 : 1;
      inWord = letter || digit;
    }
    double most = MOST + MOST_A_LETTER_OR_DIGIT * (letters + digits) + MOST_A_WORD * words + MOST_A_MARK * marks;
    return new CodeBounds((int) Math.max(FEWEST, Math.ceil(FEWEST_A_LETTER * letters)), (int) most);
  }

  /** Hindi and Arabic write vowels as signs at the letter before. */
  private static boolean isVowelSign(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> false;
    };
  }
}
