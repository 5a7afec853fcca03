package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hungarian numbers in words. Two is "kettő" alone and "két" before what it counts. */
final class HungarianNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        nulla; egy; kettő; három; négy; öt; hat; hét; nyolc; kilenc; tíz; 11: tizen>>; 20: húsz; 21: huszon>>;
        30: harminc[>>]; 40: negyven[>>]; 50: <<ven[>>]; 60: hatvan[>>]; 70: hetven[>>]; 80: <<van[>>]; 90: <<ven[>>];
        100: száz[>>]; 200: <%%joined<száz[>>]; 1000: ezer[>>]; 2000: <%%joined<ezer[->>];
        1000000: <%%joined<millió[->>]; 1000000000: <%%joined<milliárd[->>];
        1000000000000: <%%joined<billió[->>]; 1000000000000000: <%%joined<billiárd[->>];
      %%joined:
        nulla; egy; két; =%cardinal=; 11: tizen>>; 20: húsz; 21: huszon>>; 30: harminc[>>];
        40: negyven[>>]; 50: <%cardinal<ven[>>];
        60: hatvan[>>]; 70: hetven[>>]; 80: <%cardinal<van[>>]; 90: <%cardinal<ven[>>]; 100: száz[>>];
        200: <%%joined<száz[>>];
      """;

  /** The ends of cardinals and what they become in an ordinal. */
  private static final Map<String, String> ORDINAL_ENDS = WordTable.of("""
      nulla=nulladik, egy=egyedik, kettő=kettedik, három=harmadik, négy=negyedik, öt=ötödik, hat=hatodik, hét=hetedik
      nyolc=nyolcadik, kilenc=kilencedik, tíz=tizedik, húsz=huszadik, harminc=harmincadik, ven=venedik, van=vanadik
      száz=századik, ezer=ezredik, millió=milliomodik, milliárd=milliárdodik, billió=billiomodik
      billiárd=billiárdodik
      """);

  private static final Set<String> NO_NOUNS = Set.of("meg", "plusz", "mínusz", "vagy", "és", "fél", "szer", "szor",
      "helyett", "volt", "lesz", "van", "nem", "akkor", "után", "előtt", "illetve", "osztva", "szorozva", "egyenlő",
      "pedig", "hogy", "mert", "között", "közül", "is", "az", "egész", "nulla");

  private static final List<String> PLACES =
      List.of("tized", "század", "ezred", "tízezred", "százezred", "milliomod");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("hu"), RULES, "%cardinal");

  HungarianNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      return whole + fraction(amount.spokenFraction());
    }
    return gender != Gender.NONE && whole.endsWith("kettő") ? whole.substring(0, whole.length() - 4) + "ét" : whole;
  }

  /** 3,25: három egész huszonöt század. */
  private String fraction(String digits) {
    if (digits.length() > PLACES.size()) {
      return " egész " + numbers.digitByDigit(digits);
    }
    String parts = Integer.toString(Integer.parseInt(digits));
    return " egész " + numbers.cardinal(parts) + " " + PLACES.get(digits.length() - 1);
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  @Override
  Gender genderOf(String word) {
    String noun = Rewrite.lower(word);
    return noun.length() < 2 || NO_NOUNS.contains(noun) ? Gender.NONE : Gender.MASCULINE;
  }

  String ordinal(String digits) {
    String cardinal = numbers.cardinal(digits);
    if (cardinal.equals("egy")) {
      return "első";
    }
    if (cardinal.equals("kettő")) {
      return "második";
    }
    String end = ORDINAL_ENDS.keySet().stream().filter(cardinal::endsWith)
        .reduce((one, other) -> one.length() >= other.length() ? one : other).orElseThrow();
    return cardinal.substring(0, cardinal.length() - end.length()) + ORDINAL_ENDS.get(end);
  }

  /** The day of a month: ötödike, elseje. */
  String day(int day) {
    String ordinal = ordinal(Integer.toString(day));
    return day == 1 ? "elseje" : ordinal + (ordinal.matches(".*[ao]dik") ? "a" : "e");
  }
}
