package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.List;

/** English numbers in words, with the commas, hyphens and "and" that XTTS was trained on. */
final class EnglishNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        zero; one; two; three; four; five; six; seven; eight; nine; ten; eleven; twelve;
        thirteen; fourteen; fifteen; sixteen; seventeen; eighteen; nineteen;
        20: twenty[->>]; 30: thirty[->>]; 40: forty[->>]; 50: fifty[->>]; 60: sixty[->>];
        70: seventy[->>]; 80: eighty[->>]; 90: ninety[->>]; 100: << hundred[ and >>]; 1000: << thousand[>%%rest>];
        1000000: << million[>%%rest>]; 1000000000: << billion[>%%rest>]; 1000000000000: << trillion[>%%rest>];
        1000000000000000: << quadrillion[>%%rest>];
      %%rest:
        ' and =%cardinal=; 100: , =%cardinal=;
      %ordinal:
        zeroth; first; second; third; fourth; fifth; sixth; seventh; eighth; ninth; tenth; eleventh; twelfth;
        =%cardinal=th;
        20: twent>%%tens>; 30: thirt>%%tens>; 40: fort>%%tens>; 50: fift>%%tens>; 60: sixt>%%tens>; 70: sevent>%%tens>;
        80: eight>%%tens>; 90: ninet>%%tens>; 100: <%cardinal< hundred>%%hundreds>; 1000: <%cardinal< thousand>%%large>;
        1000000: <%cardinal< million>%%large>; 1000000000: <%cardinal< billion>%%large>;
        1000000000000: <%cardinal< trillion>%%large>; 1000000000000000: <%cardinal< quadrillion>%%large>;
      %%tens:
        ieth; y-=%ordinal=;
      %%hundreds:
        th; ' and =%ordinal=;
      %%large:
        th; ' and =%ordinal=; 100: , =%ordinal=;
      """;

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.ENGLISH, RULES, "%cardinal");

  EnglishNumbers() {
    super(NumberNotation.POINT);
  }

  String ordinal(String digits) {
    return numbers.spell(digits, "%ordinal");
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    return amount.isWhole()
        ? whole
        : whole + " point " + digitByDigit(amount.spokenFraction());
  }

  /** 1987 → nineteen eighty-seven, 1905 → nineteen oh-five, 1900 → nineteen hundred, 2005 → two thousand and five. */
  String year(int year) {
    int century = year / 100;
    int rest = year % 100;
    if (year < 1000 || century % 10 == 0 && rest < 10) {
      return cardinal(year);
    }
    String hundreds = cardinal(century);
    if (rest == 0) {
      return hundreds + " hundred";
    }
    return hundreds + (rest < 10 ? " oh-" : " ") + cardinal(rest);
  }

  /** 1990 → nineteen nineties, 90 → nineties, 2000 → two thousands. */
  String decade(int year) {
    return plural(year < 1000 ? cardinal(year) : year(year));
  }

  /** 7 → sevens, 6 → sixes, 20 → twenties. */
  String plural(String cardinal) {
    if (cardinal.endsWith("y")) {
      return cardinal.substring(0, cardinal.length() - 1) + "ies";
    }
    return cardinal + (cardinal.endsWith("x") ? "es" : "s");
  }

  /** 1/2 → one half, 3/4 → three quarters, 2/5 → two fifths. */
  String fraction(String numerator, String denominator) {
    boolean one = numerator.equals("1");
    List<String> special = denominator.equals("2") ? List.of("half", "halves")
        : denominator.equals("4") ? List.of("quarter", "quarters")
        : List.of(ordinal(denominator), ordinal(denominator) + "s");
    return cardinal(numerator) + " " + special.get(one ? 0 : 1);
  }
}
