package coqui.text;

/**
 * A piece of text that the chunker does not look into: a sentence, a clause, a word, a character as the reader sees it.
 *
 * @param text white space collapsed, trimmed
 * @param spaceBefore whether white space stands between the atom before and this one
 * @param cut how well a cut before this atom sounds
 * @param characters in code points
 * @param spaces inside the atom
 */
record Atom(String text, boolean spaceBefore, Cut cut, int characters, int spaces) {

  /** The places where a text may be cut, the best first. */
  enum Cut {
    SENTENCE,
    CLAUSE,
    WORD,
    /** Between words of a script without spaces. */
    UNSPACED_WORD,
    CHARACTER
  }

  static Atom of(String text, boolean spaceBefore, Cut cut) {
    int spaces = 0;
    for (int at = 0; at < text.length(); at++) {
      spaces += text.charAt(at) == ' ' ? 1 : 0;
    }
    return new Atom(text, spaceBefore, cut, text.codePointCount(0, text.length()), spaces);
  }

  /** This atom and the next one as one that is not cut. */
  Atom with(Atom next) {
    return of(text + (next.spaceBefore ? " " : "") + next.text, spaceBefore, cut);
  }
}
