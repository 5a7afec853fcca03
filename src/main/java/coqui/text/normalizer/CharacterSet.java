package coqui.text.normalizer;

/**
 * Which ASCII characters a text has, and whether any others: enough to tell most of the time that a step has nothing to
 * do there.
 *
 * @param low a bit for each of U+0000 to U+003F
 * @param high a bit for each of U+0040 to U+007F
 * @param beyond whether there are others
 */
record CharacterSet(long low, long high, boolean beyond) {

  static CharacterSet of(CharSequence text) {
    long low = 0;
    long high = 0;
    boolean beyond = false;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character < 64) {
        low |= 1L << character;
      } else if (character < 128) {
        high |= 1L << character;
      } else {
        beyond = true;
      }
    }
    return new CharacterSet(low, high, beyond);
  }

  boolean intersects(CharacterSet other) {
    return (low & other.low) != 0 || (high & other.high) != 0 || beyond && other.beyond;
  }
}
