package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;

/** Chinese numbers in characters: 二 counts as 两 before units and powers of ten. */
final class ChineseNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        零; 一; 二; 三; 四; 五; 六; 七; 八; 九; 10: 十[>>]; 20: <<十[>>]; 100: <%%two<百[>%%tens>];
        1000: <%%two<千[>%%hundreds>]; 10000: <%%two<万[>%%thousands>];
        100000000: <%%two<亿[>%%millions>]; 10000000000000000: <%%two<亿亿[>%%millions>];
      %%two:
        0: =%cardinal=; 2: 两; 3: =%cardinal=;
      %%tens:
        0: 零=%cardinal=; 10: 一=%cardinal=; 20: =%cardinal=;
      %%hundreds:
        0: 零=%cardinal=; 10: 零一=%cardinal=; 20: 零=%cardinal=; 100: =%cardinal=;
      %%thousands:
        0: 零=%cardinal=; 10: 零一=%cardinal=; 20: 零=%cardinal=; 1000: =%cardinal=;
      %%millions:
        0: 零=%cardinal=; 10: 零一=%cardinal=; 20: 零=%cardinal=; 10000000: =%cardinal=;
      """;

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.CHINESE, RULES, "%cardinal");

  ChineseNumbers() {
    super(NumberNotation.POINT);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole()).replace(" ", "");
    return amount.isWhole() ? whole : whole + "点" + digitByDigit(amount.spokenFraction());
  }

  @Override
  String count(Amount amount, Noun noun) {
    boolean two = amount.isWhole() && amount.whole().equals("2");
    return (two ? "两" : amount(amount, noun.gender())) + noun.form(0);
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits).replace(" ", "");
  }
}
