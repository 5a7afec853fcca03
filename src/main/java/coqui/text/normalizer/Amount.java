package coqui.text.normalizer;

/**
 * A number as written, without sign: 12.50 has the whole part "12" and the fraction "50".
 *
 * @param whole one or more ASCII digits
 * @param fraction the digits after the decimal mark, possibly none
 */
record Amount(String whole, String fraction) {

  boolean isWhole() {
    return fraction.isEmpty();
  }

  boolean isOne() {
    return whole.equals("1") && isWhole();
  }

  boolean isZero() {
    return whole.equals("0") && isWhole();
  }

  Amount wholePart() {
    return new Amount(whole, "");
  }

  /** The fraction of an amount of money, of one or two digits: 12.5 has 50 hundredths. */
  Amount hundredths() {
    return new Amount(Integer.toString(Integer.parseInt((fraction + "0").substring(0, 2))), "");
  }

  /** The fraction without the zeros at its end, but with at least one digit: 2.50 is read as 2.5, 2.0 as it stands. */
  String spokenFraction() {
    int end = fraction.length();
    while (end > 1 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return fraction.substring(0, end);
  }
}
