package coqui.text;

/**
 * What a chunk may hold.
 *
 * @param characters in code points, at least 1
 * @param words separated by white space, at least 1
 * @param strict whether even a word is cut that is longer than the limit; else it is a chunk of its own
 */
record ChunkLimits(int characters, int words, boolean strict) {

  ChunkLimits {
    if (characters < 1 || words < 1) {
      throw new IllegalArgumentException(
          "a chunk of " + characters + " characters and " + words + " words, expected at least 1 of each");
    }
  }

  boolean allow(Atom atom) {
    return allow(atom.characters(), atom.spaces());
  }

  boolean allow(int textCharacters, int spaces) {
    return textCharacters <= characters && spaces < words;
  }

  /** So little text that XTTS babbles when it stands alone and there is a neighbour to say it with. */
  boolean isShort(Atom atom) {
    return atom.characters() <= characters / 10;
  }
}
