package coqui.text.romanizer;

/**
 * Hangul syllable by syllable, letter for letter, as hangul_romanize's "academic" rule has it: 읽는다 is {@code
 * ilgneunda}. Sounds that change where syllables meet are left to the model. Everything else stays as it is.
 */
public final class HangulRomanizer {

  private static final int FIRST = 0xAC00;
  private static final int LAST = 0xD7A3;

  private static final String[] INITIALS = "g kk n d tt l m b pp s ss  j jj ch k t p h".split(" ", -1);
  private static final String[] VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
  private static final String[] FINALS =
      " g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h".split(" ", -1);

  /**
   * For each initial, the finals (or none) of the syllable before it from which a hyphen keeps it apart: without it,
   * {@code na-kka} and {@code nak-ka} would be spelled alike. The silent initial is kept apart from every syllable.
   */
  private static final int[][] APART = new int[INITIALS.length][];

  static {
    APART[1] = new int[] {0, 24};
    APART[4] = new int[] {0, 8};
    APART[8] = new int[] {0, 8};
    APART[9] = new int[] {3, 12, 18, 19, 20};
    APART[10] = new int[] {0, 1, 8, 17, 19};
    APART[12] = new int[] {5, 22};
    APART[13] = new int[] {0, 4};
    APART[15] = new int[] {2, 24};
    APART[16] = new int[] {13, 25};
    APART[17] = new int[] {14, 26};
  }

  private static final int SILENT = 11;

  public String romanize(String text) {
    StringBuilder romanized = new StringBuilder(text.length() * 3);
    int previousFinal = -1;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character < FIRST || character > LAST) {
        romanized.append(character);
        previousFinal = -1;
        continue;
      }
      int syllable = character - FIRST;
      int initial = syllable / (VOWELS.length * FINALS.length);
      if (previousFinal >= 0 && isApart(previousFinal, initial)) {
        romanized.append('-');
      }
      previousFinal = syllable % FINALS.length;
      romanized.append(INITIALS[initial]).append(VOWELS[syllable / FINALS.length % VOWELS.length])
          .append(FINALS[previousFinal]);
    }
    return romanized.toString();
  }

  private static boolean isApart(int previousFinal, int initial) {
    if (initial == SILENT) {
      return true;
    }
    if (APART[initial] != null) {
      for (int apart : APART[initial]) {
        if (apart == previousFinal) {
          return true;
        }
      }
    }
    return false;
  }
}
