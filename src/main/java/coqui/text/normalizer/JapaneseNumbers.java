package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Map;

/**
 * Japanese numbers in Latin letters, as the romaniser would write them: the sounds that change where two of them meet
 * (san + hyaku is sanbyaku) are no matter of kanji.
 */
final class JapaneseNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        zero; ichi; ni; san; yon; go; roku; nana; hachi; kyuu; 10: juu[ >>]; 20: <<juu[ >>];
        100: hyaku[ >>]; 200: <<hyaku[ >>]; 300: sanbyaku[ >>]; 400: <<hyaku[ >>];
        600: roppyaku[ >>]; 700: <<hyaku[ >>]; 800: happyaku[ >>]; 900: <<hyaku[ >>];
        1000: sen[ >>]; 2000: <<sen[ >>]; 3000: sanzen[ >>]; 4000: <<sen[ >>]; 8000: hassen[ >>]; 9000: <<sen[ >>];
        10000: <%%myriads< man[ >>]; 100000000: <%%myriads< oku[ >>];
        1000000000000: <%%trillions<chou[ >>]; 10000000000000000: << kei[ >>];
      %%myriads:
        0: =%cardinal=; 1000: issen[ >>]; 2000: =%cardinal=;
      %%trillions:
        0: =%cardinal= ; 1: it; 2: =%cardinal= ; 8: hat; 9: =%cardinal= ;
        10: ju>%%ones>; 20: <%cardinal<ju>%%ones>; 100: =%cardinal= ;
      %%ones:
        0: t; 1: u it; 2: u =%cardinal= ; 8: u hat; 9: u =%cardinal= ;
      """;

  private static final Map<String, String> SCALES = Map.of("万", "man", "億", "oku", "兆", "chou");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.JAPANESE, RULES, "%cardinal");

  JapaneseNumbers() {
    super(NumberNotation.POINT);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    if (amount.isWhole()) {
      return numbers.cardinal(amount.whole());
    }
    String whole = amount.wholePart().isZero() ? "rei" : numbers.cardinal(amount.whole());
    return JapaneseCounter.of("ten").after(whole) + " " + digitByDigit(amount.spokenFraction());
  }

  /** @param scale a power of ten thousand, or empty: 1.5億 is 1.5 oku */
  String amount(Amount amount, String scale) {
    String number = amount(amount, Gender.NONE);
    return scale.isEmpty() ? number : number + " " + SCALES.get(scale);
  }

  @Override
  String count(Amount amount, Noun noun) {
    return amount(amount, noun.gender()) + " " + noun.form(0);
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }
}
