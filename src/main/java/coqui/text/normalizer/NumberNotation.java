package coqui.text.normalizer;

import java.util.regex.Pattern;

/**
 * How a language writes numbers in digits.
 *
 * @param pattern of a number without sign, free of capturing groups, to build patterns from
 * @param groupMarks characters between groups of digits
 */
record NumberNotation(String pattern, String groupMarks) {

  /** {@code 1,234.56}; a no-break space groups too, a plain one where nothing else can be meant: {@code 1 000}. */
  static final NumberNotation POINT =
      new NumberNotation(
          "(?:[1-9]\\d{0,2}(?:(?:[,\\u00a0]\\d{3})+|(?: \\d{3}){2,}| 000)(?!\\d)|\\d++)(?:\\.\\d++)?", ", \u00a0");

  private static final Pattern DECIMAL_MARK = Pattern.compile("[.,]");

  /** @param number a match of {@link #pattern} */
  Amount parse(String number) {
    String digits = number;
    for (char mark : groupMarks.toCharArray()) {
      digits = digits.replace(Character.toString(mark), "");
    }
    String[] parts = DECIMAL_MARK.split(digits, 2);
    return new Amount(parts[0], parts.length == 1 ? "" : parts[1]);
  }
}
