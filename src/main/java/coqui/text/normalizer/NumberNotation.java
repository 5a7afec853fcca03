package coqui.text.normalizer;

import java.util.regex.Pattern;

/** How a language writes numbers in digits. */
enum NumberNotation {
  /** {@code 1,234.56}; a no-break space groups too, a plain one where nothing else can be meant: {@code 1 000}. */
  POINT("[1-9]\\d{0,2}(?:(?:[,\\u00a0]\\d{3})+|(?: \\d{3}){2,}| 000)(?!\\d)(?:\\.\\d++)?", "\\d++(?:\\.\\d++)?"),

  /** {@code 1,25,000.5}: thousands, then hundreds; also as in {@link #POINT}. */
  INDIAN(
      "[1-9]\\d{0,2}(?:(?:,\\d{2})+,\\d{3}|(?:[,\\u00a0]\\d{3})+|(?: \\d{3}){2,}| 000)(?!\\d)(?:\\.\\d++)?",
      "\\d++(?:\\.\\d++)?"),

  /** {@code 1.234,56} and {@code 1 234,56}; a point before other than three digits is a decimal mark: {@code 3.14}. */
  COMMA("[1-9]\\d{0,2}(?:(?:[.\\u00a0]\\d{3})+|(?: \\d{3})+)(?!\\d)(?:,\\d++)?", "\\d++(?:[.,]\\d++)?");

  private static final Pattern DECIMAL_MARK = Pattern.compile("[.,]");

  private final Pattern grouped;
  private final String pattern;

  NumberNotation(String grouped, String ungrouped) {
    this.grouped = Pattern.compile(grouped);
    this.pattern = "(?:" + grouped + "|" + ungrouped + ")";
  }

  /** Of a number without sign, free of capturing groups, to build patterns from. */
  String pattern() {
    return pattern;
  }

  boolean isGrouped(String number) {
    return grouped.matcher(number).matches();
  }

  /** @param number a match of {@link #pattern} */
  Amount parse(String number) {
    if (!isGrouped(number)) {
      return amount(number);
    }
    char decimalMark = this == COMMA ? ',' : '.';
    StringBuilder digits = new StringBuilder();
    number.chars().filter(c -> c >= '0' && c <= '9' || c == decimalMark).forEach(c -> digits.append((char) c));
    return amount(digits.toString());
  }

  private static Amount amount(String number) {
    String[] parts = DECIMAL_MARK.split(number, 2);
    return new Amount(parts[0], parts.length == 1 ? "" : parts[1]);
  }
}
