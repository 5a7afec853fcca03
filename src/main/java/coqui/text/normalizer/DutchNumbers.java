package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;

/** Dutch numbers in words, joined below a million. */
final class DutchNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        nul; één; twee; drie; vier; vijf; zes; zeven; acht; negen; tien; elf; twaalf; dertien; veertien; vijftien;
        zestien; zeventien; achttien; negentien; 20: [>%%and>]twintig; 30: [>%%and>]dertig; 40: [>%%and>]veertig;
        50: [>%%and>]vijftig; 60: [>%%and>]zestig; 70: [>%%and>]zeventig; 80: [>%%and>]tachtig; 90: [>%%and>]negentig;
        100: honderd[>>]; 200: <<honderd[>>]; 1000: duizend[>>]; 2000: <<duizend[>>];
        1000000: een miljoen[ >>]; 2000000: << miljoen[ >>]; 1000000000: een miljard[ >>];
        2000000000: << miljard[ >>]; 1000000000000: een biljoen[ >>]; 2000000000000: << biljoen[ >>];
        1000000000000000: een biljard[ >>]; 2000000000000000: << biljard[ >>];
      %%and:
        =%cardinal=; eenen; tweeën; drieën; =%cardinal=en;
      %ordinal:
        nulde; eerste; tweede; derde; vierde; vijfde; zesde; zevende; achtste; negende; =%cardinal=de;
        20: =%cardinal=ste; 100: honderd>%%last>; 200: <%cardinal<honderd>%%last>; 1000: duizend>%%last>;
        2000: <%cardinal<duizend>%%last>; 1000000: =%cardinal=ste;
      %%last:
        ste; =%ordinal=;
      """;

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("nl"), RULES, "%cardinal");

  DutchNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    return amount.isWhole() ? whole : whole + " komma " + numbers.digitByDigit(amount.spokenFraction());
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  String ordinal(String digits) {
    return numbers.spell(digits, "%ordinal");
  }

  /** 1987 → negentienhonderdzevenentachtig; other centuries as numbers. */
  String year(String digits) {
    int year = Integer.parseInt(digits);
    if (year < 1100 || year > 1999) {
      return cardinal(digits);
    }
    return cardinal(year / 100) + "honderd" + (year % 100 == 0 ? "" : cardinal(year % 100));
  }
}
