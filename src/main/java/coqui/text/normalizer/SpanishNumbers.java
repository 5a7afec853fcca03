package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.regex.Pattern;

/** Spanish numbers in words; they agree with what they count: veintiún, veintiuna, doscientas. */
final class SpanishNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        cero; uno; dos; tres; cuatro; cinco; seis; siete; ocho; nueve; diez; once; doce; trece; catorce; quince;
        dieciséis; diecisiete; dieciocho; diecinueve; veinte; veintiuno; veintidós; veintitrés; veinticuatro;
        veinticinco; veintiséis; veintisiete; veintiocho; veintinueve; 30: treinta[ y >>]; 40: cuarenta[ y >>];
        50: cincuenta[ y >>]; 60: sesenta[ y >>]; 70: setenta[ y >>]; 80: ochenta[ y >>]; 90: noventa[ y >>];
        100: cien; 101/100: ciento >>; 200: <<cientos[ >>]; 500: quinientos[ >>]; 600: <<cientos[ >>];
        700: setecientos[ >>]; 800: <<cientos[ >>]; 900: novecientos[ >>]; 1000: mil[ >>];
        2000: <%%counting< mil[ >>];
        1000000: un millón[ >>]; 2000000: <%%counting< millones[ >>];
        1000000000000: un billón[ >>]; 2000000000000: <%%counting< billones[ >>];
      %%counting:
        =%cardinal=; un; =%cardinal=; 21: veintiún; =%cardinal=; 30: treinta[ y >>]; 40: cuarenta[ y >>];
        50: cincuenta[ y >>]; 60: sesenta[ y >>]; 70: setenta[ y >>]; 80: ochenta[ y >>]; 90: noventa[ y >>];
        100: cien; 101/100: ciento >>; 200: <%cardinal<cientos[ >>]; 500: quinientos[ >>];
        600: <%cardinal<cientos[ >>]; 700: setecientos[ >>]; 800: <%cardinal<cientos[ >>]; 900: novecientos[ >>];
        1000: mil[ >>]; 2000: << mil[ >>];
      %ordinal:
        =%cardinal=; primero; segundo; tercero; cuarto; quinto; sexto; séptimo; octavo; noveno; décimo; undécimo;
        duodécimo; decimotercero; decimocuarto; decimoquinto; decimosexto; decimoséptimo; decimoctavo; decimonoveno;
        20: vigésimo[ >>]; 30: trigésimo[ >>]; 40: cuadragésimo[ >>]; 50: quincuagésimo[ >>]; 60: sexagésimo[ >>];
        70: septuagésimo[ >>]; 80: octogésimo[ >>]; 90: nonagésimo[ >>]; 100: centésimo[ >>]; 200: ducentésimo[ >>];
        300: tricentésimo[ >>]; 400: cuadringentésimo[ >>]; 500: quingentésimo[ >>]; 600: sexcentésimo[ >>];
        700: septingentésimo[ >>]; 800: octingentésimo[ >>]; 900: noningentésimo[ >>]; 1000: milésimo[ >>];
        2000: <%cardinal<milésimo[ >>]; 1000000: millonésimo[ >>]; 2000000: =%cardinal=;
      """;

  /** Words after a number that it does not count. */
  private static final Set<String> NOT_COUNTED = Set.of((
      "a al ante bajo como con contra cuando de del desde donde durante e el ella ellas ellos en entre era eran es"
          + " estaba está están este esta esto fue fueron ha han hacia hasta hay la las le les lo los mas más me menos"
          + " mientras muy ni no nos o para pero por porque pues que se sea ser si sin sobre son su sus también te"
          + " tiene"
          + " tienen tras tu u va y ya yo").split(" "));

  private static final Pattern MASCULINE = Pattern.compile(
      "días?|mapas?|planetas?|sofás?|idiomas?|climas?|poetas?|tranvías?|cometas?|dálmatas?|pijamas?"
          + "|\\p{L}+(?:em|om|ram|asm|ist)as?");

  private static final Pattern FEMININE = Pattern.compile(
      "\\p{L}+as?|\\p{L}+(?:ción|sión|ciones|siones|dad|dades|tud|tudes|umbre|umbres|triz|trices)"
          + "|vez|veces|noches?|tardes?|clases?|calles?|partes?|llaves?|flor|flores|mujer|mujeres|ley|leyes|frases?"
          + "|sedes?"
          + "|luz|luces|cruz|cruces|voz|voces|manos?|fotos?|motos?|radios?|nubes?|torres?|fuentes?|gentes?|muertes?"
          + "|suertes?|bases?|fases?|series?|sangre|leche|carnes?|redes|red|pared|paredes|imagen|imágenes|razón|razones"
          + "|habitación|serpientes?|superficies?|señal|señales|cárcel|cárceles|piel|pieles|miel|sal|nariz|narices|paz"
          + "|raíz|raíces|nuez|nueces|tesis|crisis|dosis|especies?|naves?|claves?|nieves?|aves");

  private static final Pattern NOUN = Pattern.compile("mil|\\p{L}+(?:[oelrnzjs]|ú|y)");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("es"), RULES, "%cardinal");

  SpanishNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      return whole + " punto " + numbers.digitByDigit(amount.spokenFraction());
    }
    return switch (gender) {
      case MASCULINE -> whole.endsWith("veintiuno") ? withoutEnd(whole, 3) + "ún"
          : whole.endsWith("uno") ? withoutEnd(whole, 1)
          : whole;
      case FEMININE -> feminine(whole);
      default -> whole;
    };
  }

  /** Millions are masculine, what is below them agrees. */
  private static String feminine(String cardinal) {
    int below = Math.max(cardinal.lastIndexOf("llón"), cardinal.lastIndexOf("llones")) + 1;
    String agreeing = cardinal.substring(0, below) + cardinal.substring(below).replace("ientos", "ientas");
    return agreeing.endsWith("uno") ? withoutEnd(agreeing, 1) + "a" : agreeing;
  }

  private static String withoutEnd(String word, int letters) {
    return word.substring(0, word.length() - letters);
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  /** 3, masculine → tercero, and tercer before a noun; feminine → tercera. */
  String ordinal(String digits, Gender gender) {
    String ordinal = numbers.spell(digits, "%ordinal");
    return switch (gender) {
      case MASCULINE -> ordinal.replaceFirst("(prime|terce)ro$", "$1r");
      case FEMININE -> ordinal.replaceAll("o(?= |$)", "a");
      default -> ordinal;
    };
  }

  @Override
  Gender genderOf(String word) {
    String noun = Rewrite.lower(word);
    if (NOT_COUNTED.contains(noun)) {
      return Gender.NONE;
    }
    if (MASCULINE.matcher(noun).matches()) {
      return Gender.MASCULINE;
    }
    return FEMININE.matcher(noun).matches() ? Gender.FEMININE
        : NOUN.matcher(noun).matches() ? Gender.MASCULINE : Gender.NONE;
  }

  @Override
  String afterScale(Noun noun) {
    return "de " + super.afterScale(noun);
  }
}
