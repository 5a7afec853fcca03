package coqui.telemetry;

import java.util.function.IntPredicate;

/** Makes what others wrote fit for a log: it can neither begin a line of its own nor steer a terminal. */
final class ControlCharacters {

  private ControlCharacters() {}

  /** {@code text} with everything visible: control characters, line ends and directional marks as \\uXXXX. */
  static String escaped(String text) {
    return escaped(text, character -> false);
  }

  /** The same; characters that {@code kept} is true of stay as they are. */
  static String escaped(String text, IntPredicate kept) {
    if (text.chars().noneMatch(character -> steers(character) && !kept.test(character))) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.chars().forEach(character -> {
      if (steers(character) && !kept.test(character)) {
        visible.append("\\u%04x".formatted(character));
      } else {
        visible.append((char) character);
      }
    });
    return visible.toString();
  }

  private static boolean steers(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
