package coqui.text.normalizer;

import java.math.BigInteger;

/** Numbers written in kanji: 千二百三十四, or digit by digit 二〇二四. */
final class KanjiNumber {

  private static final String DIGITS = "〇一二三四五六七八九";
  private static final String TENS = "十百千";
  private static final String MYRIADS = "万億兆";

  static final String CHARACTER = "[" + DIGITS + TENS + MYRIADS + "]";
  static final String PATTERN = CHARACTER + "{1,20}+";

  private KanjiNumber() {}

  /** @param kanji a match of {@link #PATTERN}; any order of characters has some value */
  static String digits(String kanji) {
    if (kanji.chars().allMatch(character -> DIGITS.indexOf(character) >= 0)) {
      StringBuilder digits = new StringBuilder();
      kanji.chars().forEach(character -> digits.append(DIGITS.indexOf(character)));
      return digits.toString();
    }
    BigInteger sum = BigInteger.ZERO;
    long belowMyriad = 0;
    long digit = 0;
    for (int character : kanji.chars().toArray()) {
      if (DIGITS.indexOf(character) >= 0) {
        digit = DIGITS.indexOf(character);
      } else if (TENS.indexOf(character) >= 0) {
        belowMyriad += Math.max(1, digit) * (long) Math.pow(10, TENS.indexOf(character) + 1);
        digit = 0;
      } else {
        BigInteger myriad = BigInteger.TEN.pow(4 * (MYRIADS.indexOf(character) + 1));
        sum = sum.add(BigInteger.valueOf(Math.max(1, belowMyriad + digit)).multiply(myriad));
        belowMyriad = 0;
        digit = 0;
      }
    }
    return sum.add(BigInteger.valueOf(belowMyriad + digit)).toString();
  }
}
