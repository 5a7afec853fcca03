package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;

/** Arabic numbers in words, in the forms that Coqui's cleaner has: masculine, with "و" as a word of its own. */
final class ArabicNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        صفر; واحد; اثنان; ثلاثة; أربعة; خمسة; ستة; سبعة; ثمانية; تسعة; عشرة; أحد عشر; اثنا عشر;
        ثلاثة عشر; أربعة عشر; خمسة عشر; ستة عشر; سبعة عشر; ثمانية عشر; تسعة عشر;
        20: [>> و ]عشرون; 30: [>> و ]ثلاثون; 40: [>> و ]أربعون; 50: [>> و ]خمسون;
        60: [>> و ]ستون; 70: [>> و ]سبعون; 80: [>> و ]ثمانون; 90: [>> و ]تسعون;
        100: مائة[ و >>]; 200: مئتان[ و >>]; 300: ثلاثمائة[ و >>]; 400: أربعمائة[ و >>];
        500: خمسمائة[ و >>]; 600: ستمائة[ و >>]; 700: سبعمائة[ و >>]; 800: ثمانمائة[ و >>];
        900: تسعمائة[ و >>];
        1000: ألف[ و >>]; 2000: ألفان[ و >>]; 3000: << آلاف[ و >>]; 11000/1000: <%%many< ألف>%%thousand>;
        1000000: مليون[ و >>]; 2000000: مليونان[ و >>]; 3000000: << ملايين[ و >>];
        11000000/1000000: <%%many< مليون[ و >>];
        1000000000: مليار[ و >>]; 2000000000: ملياران[ و >>]; 3000000000: << مليارات[ و >>];
        11000000000/1000000000: <%%many< مليار[ و >>];
      %%many:
        =%cardinal=; 200: مئتا; 201: =%cardinal=;
      %%thousand:
        0: ; 1: اً و =%cardinal=;
      %ordinal:
        =%cardinal=; أول; ثاني; ثالث; رابع; خامس; سادس; سابع; ثامن; تاسع; عاشر; 11: =%cardinal=;
      """;

  private final SpokenNumbers numbers = new SpokenNumbers(new ULocale("ar"), RULES, "%cardinal");

  ArabicNumbers() {
    super(NumberNotation.POINT);
  }

  /** The decimal mark is said as the Arabic one, فاصلة, whichever is written. */
  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    return amount.isWhole() ? whole : whole + " فاصلة " + numbers.digitByDigit(amount.spokenFraction());
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  /** One and two of a thing are the noun alone, 3 to 10 take its plural, more its accusative. */
  @Override
  String count(Amount amount, Noun noun) {
    if (amount.isOne()) {
      return noun.form(0) + (noun.form(0).endsWith("ة") ? " واحدة" : " واحد");
    }
    return amount.isWhole() && amount.whole().equals("2") && noun.forms().size() > 1
        ? noun.form(1)
        : amount(amount, noun.gender()) + " " + noun.form(nounForm(amount));
  }

  @Override
  int nounForm(Amount amount) {
    String digits = amount.whole();
    int tail = Integer.parseInt(digits.substring(Math.max(0, digits.length() - 2)));
    if (!amount.isWhole() || tail < 3) {
      return 0;
    }
    return tail <= 10 ? 2 : 3;
  }

  @Override
  String afterScale(Noun noun) {
    return noun.form(0);
  }

  String ordinal(String digits) {
    return numbers.spell(digits, "%ordinal");
  }
}
