package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.regex.Pattern;

/** German numbers in words. */
final class GermanNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        null; eins; zwei; drei; vier; fünf; sechs; sieben; acht; neun; zehn; elf; zwölf; dreizehn; vierzehn; fünfzehn;
        sechzehn; siebzehn; achtzehn; neunzehn; 20: [>%%and>]zwanzig; 30: [>%%and>]dreißig; 40: [>%%and>]vierzig;
        50: [>%%and>]fünfzig; 60: [>%%and>]sechzig; 70: [>%%and>]siebzig; 80: [>%%and>]achtzig; 90: [>%%and>]neunzig;
        100: <%%joined<hundert[>>]; 1000: <%%joined<tausend[>>];
        1000000: eine million[ >>]; 2000000: << millionen[ >>];
        1000000000: eine milliarde[ >>]; 2000000000: << milliarden[ >>];
        1000000000000: eine billion[ >>]; 2000000000000: << billionen[ >>];
        1000000000000000: eine billiarde[ >>]; 2000000000000000: << billiarden[ >>];
      %%and:
        =%cardinal=; einund; =%cardinal=und;
      %%joined:
        =%cardinal=; ein; =%cardinal=; 100: <<hundert[>>];
      %ordinal:
        nullte; erste; zweite; dritte; vierte; fünfte; sechste; siebte; achte; neunte; zehnte; elfte; zwölfte;
        =%cardinal=te; 20: =%cardinal=ste; 100: hundertste; 101/100: <%%joined<hundert>%%rest>;
        1000: tausendste; 1001/1000: <%%joined<tausend>%%rest>;
        1000000: millionste; 1000001/1000000: =%cardinal=ste;
      %%rest:
        ste; =%ordinal=;
      """;

  /** Most nouns with these ends are feminine. */
  private static final Pattern FEMININE =
      Pattern.compile("\\p{Lu}\\p{Ll}*(?:e|ung|heit|keit|schaft|ion|tät|ik|ei|uhr|nacht|hand|wand|stadt|welt|zahl)");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.GERMAN, RULES, "%cardinal");

  GermanNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    if (!amount.isWhole()) {
      return numbers.cardinal(amount.whole()) + " komma " + numbers.digitByDigit(amount.spokenFraction());
    }
    if (amount.isOne() && gender != Gender.NONE) {
      return gender == Gender.FEMININE ? "eine" : "ein";
    }
    return numbers.cardinal(amount.whole());
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  @Override
  Gender genderOf(String word) {
    if (!Character.isUpperCase(word.codePointAt(0))) {
      return Gender.NONE;
    }
    return FEMININE.matcher(word).matches() ? Gender.FEMININE : Gender.MASCULINE;
  }

  /** With the ending that it has after "der". */
  String ordinal(String digits) {
    return numbers.spell(digits, "%ordinal");
  }

  /** 1987 → neunzehnhundertsiebenundachtzig; other centuries as numbers. */
  String year(String digits) {
    int year = Integer.parseInt(digits);
    if (year < 1100 || year > 1999) {
      return cardinal(digits);
    }
    return cardinal(year / 100) + "hundert" + (year % 100 == 0 ? "" : cardinal(year % 100));
  }
}
