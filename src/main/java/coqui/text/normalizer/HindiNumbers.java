package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;

/** Hindi numbers in words: a word of its own for each up to 99, then hundreds, thousands, lakhs and crores. */
final class HindiNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        शून्य; एक; दो; तीन; चार; पाँच; छह; सात; आठ; नौ; दस; ग्यारह;
        बारह; तेरह; चौदह; पंद्रह; सोलह; सत्रह; अठारह; उन्नीस; बीस; इक्कीस; बाईस; तेईस;
        चौबीस; पच्चीस; छब्बीस; सत्ताईस; अट्ठाईस; उनतीस; तीस; इकतीस; बत्तीस; तैंतीस; चौंतीस; पैंतीस;
        छत्तीस; सैंतीस; अड़तीस; उनतालीस; चालीस; इकतालीस; बयालीस; तैंतालीस; चौवालीस; पैंतालीस; छियालीस; सैंतालीस;
        अड़तालीस; उनचास; पचास; इक्यावन; बावन; तिरपन; चौवन; पचपन; छप्पन; सत्तावन; अट्ठावन; उनसठ;
        साठ; इकसठ; बासठ; तिरसठ; चौंसठ; पैंसठ; छियासठ; सड़सठ; अड़सठ; उनहत्तर; सत्तर; इकहत्तर;
        बहत्तर; तिहत्तर; चौहत्तर; पचहत्तर; छिहत्तर; सतहत्तर; अठहत्तर; उन्यासी; अस्सी; इक्यासी; बयासी; तिरासी;
        चौरासी; पचासी; छियासी; सत्तासी; अट्ठासी; नवासी; नब्बे; इक्यानवे; बानवे; तिरानवे; चौरानवे; पंचानवे;
        छियानवे; सत्तानवे; अट्ठानवे; निन्यानवे;
        100: << सौ[ >>]; 1000: << हज़ार[ >>]; 100000: << लाख[ >>]; 10000000: << करोड़[ >>];
        1000000000: << अरब[ >>]; 100000000000: << खरब[ >>];
        10000000000000: << नील[ >>]; 1000000000000000: << पद्म[ >>];
      """;

  private final SpokenNumbers numbers = new SpokenNumbers(new ULocale("hi"), RULES, "%cardinal");

  HindiNumbers() {
    super(NumberNotation.INDIAN);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    return amount.isWhole() ? whole : whole + " दशमलव " + numbers.digitByDigit(amount.spokenFraction());
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  /** 1947 is nineteen hundred forty-seven; from 2000 on, years are said as numbers. */
  String year(String digits) {
    int year = Integer.parseInt(digits);
    if (year < 1100 || year > 1999) {
      return cardinal(digits);
    }
    return cardinal(year / 100) + " सौ" + (year % 100 == 0 ? "" : " " + cardinal(year % 100));
  }

  /** @param ending what stands after the digits: वाँ, वीं and the like; the first ones have words of their own */
  String ordinal(String digits, String ending) {
    char vowel = ending.endsWith("ीं") || ending.endsWith("ी") ? 'ी'
        : ending.endsWith("ें") || ending.endsWith("े") ? 'े' : 'ा';
    return switch (digits) {
      case "1" -> "पहल" + vowel;
      case "2" -> "दूसर" + vowel;
      case "3" -> "तीसर" + vowel;
      case "4" -> "चौथ" + vowel;
      case "6" -> "छठ" + vowel;
      default -> cardinal(digits) + (vowel == 'ी' ? "वीं" : vowel == 'े' ? "वें" : "वाँ");
    };
  }
}
