package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.regex.Pattern;

/** Polish numbers in words. */
final class PolishNumbers extends SlavicNumerals {

  /** The cases of an ordinal that texts ask for, with the ending of most. */
  enum Form {
    MASCULINE("y"), GENITIVE("ego"), DATIVE("emu"), LOCATIVE("ym"), FEMININE("a"), FEMININE_OBLIQUE("ej"),
    FEMININE_ACCUSATIVE("ą"), NEUTER("e"), PLURAL_OBLIQUE("ych");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }
  }

  private static final String RULES =
      """
      %cardinal:
        zero; jeden; dwa; trzy; cztery; pięć; sześć; siedem; osiem; dziewięć; dziesięć; jedenaście; dwanaście;
        trzynaście; czternaście; piętnaście; szesnaście; siedemnaście; osiemnaście; dziewiętnaście;
        20: dwadzieścia[ >>]; 30: trzydzieści[ >>]; 40: czterdzieści[ >>]; 50: <<dziesiąt[ >>];
        100: sto[ >>]; 200: dwieście[ >>]; 300: <<sta[ >>]; 500: <<set[ >>];
        1000: tysiąc[ >>]; 2000: << $(cardinal,few{tysiące}other{tysięcy})$[ >>];
        1000000: milion[ >>]; 2000000: << $(cardinal,few{miliony}other{milionów})$[ >>];
        1000000000: miliard[ >>]; 2000000000: << $(cardinal,few{miliardy}other{miliardów})$[ >>];
        1000000000000: bilion[ >>]; 2000000000000: << $(cardinal,few{biliony}other{bilionów})$[ >>];
        1000000000000000: biliard[ >>]; 2000000000000000: << $(cardinal,few{biliardy}other{biliardów})$[ >>];
      %ordinal:
        zerow*; pierwsz*; drug*; trzec*; czwart*; piąt*; szóst*; siódm*; ósm*; dziewiąt*; dziesiąt*; jedenast*;
        dwunast*; trzynast*; czternast*; piętnast*; szesnast*; siedemnast*; osiemnast*; dziewiętnast*;
        20: dwudziest*[ >>]; 30: trzydziest*[ >>]; 40: czterdziest*[ >>]; 50: <%cardinal<dziesiąt*[ >>];
        100: setn*; 101/100: sto >>; 200: dwusetn*; 201/100: dwieście >>; 300: trzechsetn*; 301/100: trzysta >>;
        400: czterechsetn*; 401/100: czterysta >>; 500: <%cardinal<set>%%hundreds>;
        1000: tysięczn*; 1001/1000: tysiąc >>; 2000: dwutysięczn*; 2001/1000: <%cardinal< tysiące >>;
        3000: =%cardinal=; 3001/1000: <%cardinal< $(cardinal,few{tysiące}other{tysięcy})$ >>;
        4000: =%cardinal=; 4001/1000: <%cardinal< $(cardinal,few{tysiące}other{tysięcy})$ >>; 10000: =%cardinal=;
      %%hundreds:
        n*; ' =%ordinal=;
      """;

  private static final Set<String> NO_NOUNS = Set.of("ale", "albo", "czy", "dla", "gdyż", "jako", "lub", "oraz", "poza",
      "przez", "więc", "razy", "procent", "kiedy", "gdzie", "była", "było");

  private static final Set<String> FEMININE_FEW = Set.of("godziny", "minuty", "sekundy", "kobiety", "osoby", "siostry",
      "córki", "nogi", "drogi", "doby", "szkoły", "gazety", "strony", "ulice", "noce", "gwiazdy", "książki", "matki",
      "sałatki", "ryby", "krowy", "góry", "rzeki", "chwile", "części", "tony", "łyżki", "zupy", "kawy", "herbaty",
      "panie", "myszy", "wieże", "róże", "kozy", "owce", "gęsi", "kury", "lampy", "mapy", "kartki", "głowy", "ręce",
      "grupy", "klasy", "sprawy", "zasady", "metody", "rany", "sumy", "próby", "trasy", "wyspy", "bomby", "szafy",
      "ściany", "bramy", "rodziny", "dziewczyny", "dziewczynki", "maszyny", "przyczyny", "wojny");

  /** Plurals in -ki of feminine nouns; the exceptions are of masculine ones. */
  private static final Pattern FEMININE_KI = Pattern.compile(
      "(?!.*(?:unk|ynk|cink|tank|ank|ądk|odk|adk|datk|wiatk|statk|ądk|ałk|amk|domk|wózk|kubk|obrazk|wisk)i$)"
          + ".*[^aąeęioóuy]ki|.*(?:szklank|filiżank|panienk|cyfr)[iy]|.*(?:cje|sje|zje|nice|owce|yce|awy|eki|óry)");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("pl"), RULES, "%cardinal");

  PolishNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      return whole + " przecinek " + numbers.fraction(amount.spokenFraction());
    }
    if (amount.isOne()) {
      return gender == Gender.FEMININE ? "jedna" : gender == Gender.NEUTER ? "jedno" : whole;
    }
    boolean feminineTwo = gender == Gender.FEMININE && endsInTwo(amount.whole());
    return feminineTwo && whole.endsWith("dwa") ? whole.substring(0, whole.length() - 1) + "ie" : whole;
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  @Override
  Gender genderOf(Amount amount, String word) {
    String noun = Rewrite.lower(word);
    if (noun.length() < 3 || NO_NOUNS.contains(noun)) {
      return Gender.NONE;
    }
    if (amount.isOne()) {
      return noun.endsWith("a") ? Gender.FEMININE : noun.matches(".*(?:[oeę]|um)") ? Gender.NEUTER : Gender.MASCULINE;
    }
    return FEMININE_FEW.contains(noun) || FEMININE_KI.matcher(noun).matches()
        ? Gender.FEMININE : Gender.MASCULINE;
  }

  @Override
  int nounForm(Amount amount) {
    return !amount.isWhole() ? FRACTION : amount.isOne() ? ONE : endsInFew(amount.whole()) ? FEW : MANY;
  }

  String ordinal(String digits, Form form) {
    return declined(numbers.spell(digits, "%ordinal"), stem -> switch (stem) {
      case "drug" -> (form.ending.startsWith("e") ? "i" : "") + form.ending.replace('y', 'i');
      case "trzec" -> form.ending.startsWith("y") ? form.ending.replace('y', 'i') : "i" + form.ending;
      default -> form.ending;
    });
  }
}
