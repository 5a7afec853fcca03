package coqui.http;

import coqui.speech.InvalidRequestException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What a field of a request holds. */
enum SpeechFieldType {
  /** A {@link String}. */
  TEXT("a string"),
  /** A {@link Double}. */
  NUMBER("a number"),
  /** A {@link Long}; a number without a fraction is one however it is written. */
  INTEGER("a whole number"),
  /** A {@link Boolean}. */
  TRUTH("true or false");

  // As JSON writes them. The lengths bound what BigDecimal has to do.
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,39})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  private static final int LONGEST_SHOWN_VALUE = 40;

  private final String expected;

  SpeechFieldType(String expected) {
    this.expected = expected;
  }

  /** What to send, for messages. */
  String expected() {
    return expected;
  }

  /**
   * The value of a form's field, where all is text; numbers and truths are written as in JSON.
   *
   * @throws InvalidRequestException if {@code text} is no such value
   */
  Object parse(String field, String text) {
    Object value = switch (this) {
      case TEXT -> text;
      case NUMBER -> JSON_NUMBER.matcher(text).matches() ? (Object) Double.parseDouble(text) : null;
      case INTEGER -> integer(text);
      case TRUTH -> text.equals("true") || text.equals("false") ? (Object) text.equals("true") : null;
    };
    if (value == null) {
      throw InvalidRequestException.ofField(field, "%s is '%s', expected %s.".formatted(field,
          text.length() <= LONGEST_SHOWN_VALUE ? text : text.substring(0, LONGEST_SHOWN_VALUE) + "…", expected));
    }
    return value;
  }

  private static Long integer(String text) {
    if (!JSON_NUMBER.matcher(text).matches()) {
      return null;
    }
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException beyondLongOrFraction) {
      double value = Double.parseDouble(text);
      // beyond any range: the range check says what is allowed
      return Math.abs(value) < Long.MAX_VALUE ? integer(value) : Long.valueOf((long) value);
    }
  }

  /** {@code value} if it has no fraction, else null. */
  static Long integer(double value) {
    return value == Math.rint(value) && Math.abs(value) <= 1L << 53 ? (Long) (long) value : null;
  }
}
