package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;

/** Korean numbers in words: those of Chinese origin, and the native ones with which things are counted. */
final class KoreanNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        영; 일; 이; 삼; 사; 오; 육; 칠; 팔; 구; 10: 십[>>]; 20: <<십[>>]; 100: 백[>>]; 200: <<백[>>];
        1000: 천[>>]; 2000: <<천[>>]; 10000: 만[ >>]; 20000: <<만[ >>]; 100000000: <<억[ >>];
        1000000000000: <<조[ >>]; 10000000000000000: <<경[ >>];
      """;

  private static final String[] NATIVE_ONES = " 한 두 세 네 다섯 여섯 일곱 여덟 아홉".split(" ", -1);
  private static final String[] NATIVE_TENS = " 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔".split(" ", -1);

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.KOREAN, RULES, "%cardinal");

  KoreanNumbers() {
    super(NumberNotation.POINT);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String digits = amount.whole();
    String whole = digits.length() > 1 && digits.startsWith("0") ? digitByDigit(digits) : numbers.cardinal(digits);
    return amount.isWhole() ? whole : whole + " 점 " + numbers.digitByDigit(amount.spokenFraction());
  }

  @Override
  String count(Amount amount, Noun noun) {
    return amount(amount, noun.gender()) + noun.form(0);
  }

  /** Digits in a row, as in telephone numbers, where zero is 공. */
  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits).replace("영", "공").replace(" ", "");
  }

  /** The native number from 1 to 99 as it stands before what is counted: 한, 두, 스무. */
  String counting(int number) {
    return number == 20 ? "스무" : NATIVE_TENS[number / 10] + NATIVE_ONES[number % 10];
  }
}
