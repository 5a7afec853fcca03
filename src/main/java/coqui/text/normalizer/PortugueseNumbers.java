package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.regex.Pattern;

/** Portuguese numbers in words, in European spelling as XTTS was trained on: dezasseis, mil milhões. */
final class PortugueseNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        zero; um; dois; três; quatro; cinco; seis; sete; oito; nove; dez; onze; doze; treze; catorze; quinze; dezasseis;
        dezassete; dezoito; dezanove; 20: vinte[ e >>]; 30: trinta[ e >>]; 40: quarenta[ e >>]; 50: cinquenta[ e >>];
        60: sessenta[ e >>]; 70: setenta[ e >>]; 80: oitenta[ e >>]; 90: noventa[ e >>]; 100: cem; 101/100: cento e >>;
        200: duzentos[ e >>]; 300: trezentos[ e >>]; 400: quatrocentos[ e >>]; 500: quinhentos[ e >>];
        600: seiscentos[ e >>]; 700: setecentos[ e >>]; 800: oitocentos[ e >>]; 900: novecentos[ e >>];
        1000: mil[>%%and>]; 2000: << mil[>%%and>]; 1000000: um milhão[>%%and>]; 2000000: << milhões[>%%and>];
        1000000000000: um bilião[>%%and>]; 2000000000000: << biliões[>%%and>];
      %%and:
        ' e =%cardinal=; 101: ' =%cardinal=; 200: ' e =%cardinal=; 201: ' =%cardinal=;
        300: ' e =%cardinal=; 301: ' =%cardinal=; 400: ' e =%cardinal=; 401: ' =%cardinal=;
        500: ' e =%cardinal=; 501: ' =%cardinal=; 600: ' e =%cardinal=; 601: ' =%cardinal=;
        700: ' e =%cardinal=; 701: ' =%cardinal=; 800: ' e =%cardinal=; 801: ' =%cardinal=;
        900: ' e =%cardinal=; 901: ' =%cardinal=; 1000: ' e =%cardinal=; 101000: ' =%cardinal=;
        200000: ' e =%cardinal=; 200001: ' =%cardinal=; 300000: ' e =%cardinal=; 300001: ' =%cardinal=;
        400000: ' e =%cardinal=; 400001: ' =%cardinal=; 500000: ' e =%cardinal=; 500001: ' =%cardinal=;
        600000: ' e =%cardinal=; 600001: ' =%cardinal=; 700000: ' e =%cardinal=; 700001: ' =%cardinal=;
        800000: ' e =%cardinal=; 800001: ' =%cardinal=; 900000: ' e =%cardinal=; 900001: ' =%cardinal=;
      %ordinal:
        =%cardinal=; primeiro; segundo; terceiro; quarto; quinto; sexto; sétimo; oitavo; nono; 10: décimo[ >>];
        20: vigésimo[ >>]; 30: trigésimo[ >>]; 40: quadragésimo[ >>]; 50: quinquagésimo[ >>]; 60: sexagésimo[ >>];
        70: septuagésimo[ >>]; 80: octogésimo[ >>]; 90: nonagésimo[ >>]; 100: centésimo[ >>]; 200: ducentésimo[ >>];
        300: tricentésimo[ >>]; 400: quadrigentésimo[ >>]; 500: quingentésimo[ >>]; 600: seiscentésimo[ >>];
        700: septigentésimo[ >>]; 800: octigentésimo[ >>]; 900: nongentésimo[ >>]; 1000: milésimo[ >>];
        2000: <%cardinal< milésimo[ >>]; 1000000: milionésimo[ >>]; 2000000: =%cardinal=;
      """;

  private static final Set<String> NO_NOUN = Set.of((
      "a as à às contra da das dela delas ela elas era essa essas esta estas fora mas na nas nada para pela pelas toda"
          + " todas uma umas agora ainda cada antes depois mais menos está ontem").split(" "));

  private static final Pattern MASCULINE = Pattern.compile(
      "dias?|mapas?|planetas?|climas?|poetas?|cometas?|sofás?|pijamas?|gramas?|quilogramas?"
          + "|\\p{L}+(?:em|om|ram|ist)as?");

  private static final Pattern FEMININE = Pattern.compile(
      "\\p{L}+as?|\\p{L}+(?:ção|ções|são|sões|dade|dades|gem|gens|ãs?|triz|trizes|tude|tudes)"
          + "|vez|vezes|noites?|tardes?|partes?|mulher|mulheres|flor|flores|mãos?|luz|luzes|voz|vozes|chaves?|árvores?"
          + "|classes?|leis?|frases?|redes?|pontes?|torres?|fontes?|nuvens|aves?|fotos?|motos?|cruz|cruzes|noz|nozes"
          + "|paredes?|artes?|mortes?|mães?|colher|colheres|dores?|cores?|bases?|fases?|séries?");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("pt"), RULES, "%cardinal");

  PortugueseNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      return whole + " vírgula " + numbers.digitByDigit(amount.spokenFraction());
    }
    return gender == Gender.FEMININE ? feminine(whole) : whole;
  }

  /** Millions are masculine, what is below them agrees: duas mil, duzentas e uma. */
  private static String feminine(String cardinal) {
    int below = Math.max(Math.max(cardinal.lastIndexOf("lhão"), cardinal.lastIndexOf("lhões")),
        Math.max(cardinal.lastIndexOf("lião"), cardinal.lastIndexOf("liões"))) + 1;
    StringBuilder agreeing = new StringBuilder(cardinal.substring(0, below));
    for (String word : cardinal.substring(below).split("(?<= )")) {
      String bare = word.strip();
      agreeing.append(bare.equals("um") ? "uma" : bare.equals("dois") ? "duas"
          : bare.endsWith("entos") ? bare.substring(0, bare.length() - 2) + "as" : bare);
      agreeing.append(word.endsWith(" ") ? " " : "");
    }
    return agreeing.toString();
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  String ordinal(String digits, Gender gender) {
    String ordinal = numbers.spell(digits, "%ordinal");
    return gender == Gender.FEMININE ? ordinal.replaceAll("o(?= |$)", "a") : ordinal;
  }

  /** Only feminine nouns change a number. */
  @Override
  Gender genderOf(String word) {
    String noun = Rewrite.lower(word);
    return NO_NOUN.contains(noun) || MASCULINE.matcher(noun).matches() || !FEMININE.matcher(noun).matches()
        ? Gender.NONE : Gender.FEMININE;
  }

  /** More than one asks for a plural, and what is none is no noun. */
  @Override
  Gender genderOf(Amount amount, String word) {
    return amount.isOne() || Rewrite.lower(word).endsWith("s") ? genderOf(word) : Gender.NONE;
  }

  @Override
  String afterScale(Noun noun) {
    return "de " + super.afterScale(noun);
  }
}
