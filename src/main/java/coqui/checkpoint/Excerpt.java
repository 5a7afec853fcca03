package coqui.checkpoint;

/** Text from an untrusted file as it may stand in a message: short, on one line, without control characters. */
final class Excerpt {

  private static final int LONGEST = 120;

  private Excerpt() {
  }

  static String of(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return text.codePointCount(0, text.length()) > LONGEST ? shown.append('…').toString() : shown.toString();
  }
}
