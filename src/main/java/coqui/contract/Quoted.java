package coqui.contract;

/** How a value that somebody sent is shown in a message: in quotes, and never longer than a glance. */
public final class Quoted {

  private static final int LONGEST_IN_CHARACTERS = 40;

  private Quoted() {}

  /** {@code value} in single quotes, of long ones the beginning. */
  public static String quoted(String value) {
    return "'" + shortened(value) + "'";
  }

  /** {@code value}, of long ones the beginning. */
  public static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= LONGEST_IN_CHARACTERS
        ? value
        : value.substring(0, value.offsetByCodePoints(0, LONGEST_IN_CHARACTERS)) + "…";
  }
}
