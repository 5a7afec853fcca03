package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Map;

/** Turkish numbers in words, apart as one speaks and reads them; Coqui's cleaner writes them as one word. */
final class TurkishNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        sıfır; bir; iki; üç; dört; beş; altı; yedi; sekiz; dokuz; 10: on[ >>]; 20: yirmi[ >>]; 30: otuz[ >>];
        40: kırk[ >>]; 50: elli[ >>]; 60: altmış[ >>]; 70: yetmiş[ >>]; 80: seksen[ >>]; 90: doksan[ >>];
        100: yüz[ >>]; 200: << yüz[ >>]; 1000: bin[ >>]; 2000: << bin[ >>]; 1000000: << milyon[ >>];
        1000000000: << milyar[ >>]; 1000000000000: << trilyon[ >>]; 1000000000000000: << katrilyon[ >>];
      """;

  private static final Map<String, String> ORDINALS = WordTable.of("""
      sıfır=sıfırıncı, bir=birinci, iki=ikinci, üç=üçüncü, dört=dördüncü, beş=beşinci, altı=altıncı, yedi=yedinci
      sekiz=sekizinci, dokuz=dokuzuncu, on=onuncu, yirmi=yirminci, otuz=otuzuncu, kırk=kırkıncı, elli=ellinci
      altmış=altmışıncı, yetmiş=yetmişinci, seksen=sekseninci, doksan=doksanıncı, yüz=yüzüncü, bin=bininci
      milyon=milyonuncu, milyar=milyarıncı, trilyon=trilyonuncu, katrilyon=katrilyonuncu
      """);

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("tr"), RULES, "%cardinal");

  TurkishNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    return amount.isWhole() ? whole : whole + " virgül " + numbers.fraction(amount.spokenFraction());
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  String ordinal(String digits) {
    String cardinal = numbers.cardinal(digits);
    int last = cardinal.lastIndexOf(' ') + 1;
    return cardinal.substring(0, last) + ORDINALS.get(cardinal.substring(last));
  }
}
