package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.regex.Pattern;

/** Italian numbers in words, joined below a million. */
final class ItalianNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        zero; uno; due; tre; quattro; cinque; sei; sette; otto; nove; dieci; undici; dodici; tredici; quattordici;
        quindici; sedici; diciassette; diciotto; diciannove; 20: vent>%%i>; 30: trent>%%a>; 40: quarant>%%a>;
        50: cinquant>%%a>; 60: sessant>%%a>; 70: settant>%%a>; 80: ottant>%%a>; 90: novant>%%a>; 100: cent>%%o>;
        200: <<cent>%%o>; 1000: mille[>%%last>]; 2000: <<mila[>%%last>];
        1000000: un milione[ e >>]; 2000000: << milioni[ e >>]; 1000000000: un miliardo[ e >>];
        2000000000: << miliardi[ e >>]; 1000000000000: un bilione[ e >>]; 2000000000000: << bilioni[ e >>];
      %%i:
        i; uno; i=%%last=; 8: otto; i=%%last=;
      %%a:
        a; uno; a=%%last=; 8: otto; a=%%last=;
      %%o:
        o; o=%%last=; 8: otto; o=%%last=; 80: =%cardinal=; 90: o=%cardinal=;
      %%last:
        =%cardinal=; 3: tré; =%cardinal=;
      """;

  private static final String[] TO_TEN =
      "zeresimo primo secondo terzo quarto quinto sesto settimo ottavo nono decimo".split(" ");

  private static final Set<String> NO_NOUN = Set.of((
      "a ad ai al all alla alle allo anche che chi come con contro cui da dai dal dall dalla dalle degli dei del"
          + " dell della delle dello"
          + " di e ed era erano è fa fino fra fu gli ha hanno i il in l la le lo loro ma meno mentre ne nei nel"
          + " nell nella nelle nello no noi non o oltre ora per perché più poi quando se senza si sia sono su sui sul"
          + " sull"
          + " sulla sulle tra un una uno va viene").split(" "));

  private static final Pattern FEMININE = Pattern.compile(
      "\\p{L}+(?:a|zione|sione|gione|tà|tù|trice|udine|igine|agine)"
          + "|volte|chiave|notte|parte|classe|arte|legge|gente|luce|voce|croce|mano|radio|foto|moto|auto|nave|torre"
          + "|carne"
          + "|madre|moglie|rete|pelle|pace|morte|fonte|fine|serie|specie|mente|frase|base|fase|crisi|tesi|analisi|neve"
          + "|febbre|sede|nube|valle|polvere");

  private static final Pattern MASCULINE = Pattern.compile(
      "problema|tema|sistema|programma|clima|poeta|pianeta|diploma|dramma|schema|telegramma|grammo|chilogramma|panorama"
          + "|cinema|pigiama|papa|\\p{L}+ista");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.ITALIAN, RULES, "%cardinal");

  ItalianNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = accented(numbers.cardinal(amount.whole()));
    if (!amount.isWhole()) {
      return whole + " virgola " + numbers.digitByDigit(amount.spokenFraction());
    }
    if (amount.isOne() && gender == Gender.FEMININE) {
      return "una";
    }
    return gender == Gender.MASCULINE && whole.endsWith("uno") ? whole.substring(0, whole.length() - 1) : whole;
  }

  /** The accent of "ventitré" goes where the word goes on: ventitremila. */
  private static String accented(String cardinal) {
    return cardinal.replace("trém", "trem");
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  /** 3 → terzo or terza, 23 → ventitreesimo. */
  String ordinal(String digits, Gender gender) {
    String ordinal = digits.length() < 3 && Integer.parseInt(digits) < TO_TEN.length
        ? TO_TEN[Integer.parseInt(digits)]
        : root(accented(numbers.cardinal(digits))) + "esimo";
    return gender == Gender.FEMININE ? ordinal.substring(0, ordinal.length() - 1) + "a" : ordinal;
  }

  private static String root(String cardinal) {
    if (cardinal.endsWith("mila")) {
      return cardinal.substring(0, cardinal.length() - 1).concat("l");
    }
    if (cardinal.endsWith("tré")) {
      return cardinal.substring(0, cardinal.length() - 1) + "e";
    }
    return cardinal.endsWith("sei") ? cardinal : cardinal.substring(0, cardinal.length() - 1);
  }

  /** Of a noun in the singular; of plurals no number asks. */
  @Override
  Gender genderOf(String word) {
    String noun = Rewrite.lower(word);
    if (NO_NOUN.contains(noun)) {
      return Gender.NONE;
    }
    if (MASCULINE.matcher(noun).matches()) {
      return Gender.MASCULINE;
    }
    return FEMININE.matcher(noun).matches() ? Gender.FEMININE
        : "oerlnst".indexOf(noun.charAt(noun.length() - 1)) >= 0 ? Gender.MASCULINE
        : Gender.NONE;
  }

  /** A plural asks nothing of its number: ventuno libri. */
  @Override
  Gender genderOf(Amount amount, String word) {
    return amount.isOne() ? genderOf(word) : Gender.NONE;
  }

  @Override
  String afterScale(Noun noun) {
    return "di " + super.afterScale(noun);
  }
}
