package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.regex.Pattern;

/** French numbers in words, with the hyphens that XTTS was trained on: vingt et un, quatre-vingt-dix-neuf. */
final class FrenchNumbers extends Numerals {

  private static final String RULES =
      """
      %cardinal:
        zéro; un; deux; trois; quatre; cinq; six; sept; huit; neuf; dix; onze; douze; treize; quatorze; quinze; seize;
        dix-sept; dix-huit; dix-neuf; 20: vingt[>%%unit>]; 30: trente[>%%unit>]; 40: quarante[>%%unit>];
        50: cinquante[>%%unit>]; 60: soixante[>%%unit>]; 70/20: soixante>%%unit>; 80: quatre-vingts;
        81/20: quatre-vingt->>; 100: cent[ >>]; 200: << cents; 201/100: << cent >>; 1000: mille[ >>];
        2000: <%%invariable< mille[ >>]; 1000000: << million[ >>]; 2000000: << millions[ >>];
        1000000000: << milliard[ >>]; 2000000000: << milliards[ >>]; 1000000000000: << billion[ >>];
        2000000000000: << billions[ >>]; 1000000000000000: << billiard[ >>]; 2000000000000000: << billiards[ >>];
      %%unit:
        ' =%cardinal=; ' et un; -=%cardinal=; 11: ' et onze; -=%cardinal=;
      %%invariable:
        =%cardinal=; 80: quatre-vingt; =%cardinal=; 100: cent[ >>]; 200: << cent[ >>];
      %ordinal:
        zéroième; unième; deuxième; troisième; quatrième; cinquième; sixième; septième; huitième; neuvième; dixième;
        onzième; douzième; treizième; quatorzième; quinzième; seizième; dix->>; 20: vingt>%%ordinalUnit>;
        30: trent>%%e>; 40: quarant>%%e>; 50: cinquant>%%e>; 60: soixant>%%e>; 70/20: soixante>%%ordinalUnit>;
        80/20: quatre-vingt>%%after80>; 100: cent>%%after100>; 200: <%%invariable< cent>%%after100>;
        1000: mill>%%after1000>; 2000: <%%invariable< mill>%%after1000>; 1000000: <%cardinal< million>%%after100>;
        2000000: =%cardinal=ième;
      %%ordinalUnit:
        ième; ' et unième; -=%ordinal=; 11: ' et onzième; -=%ordinal=;
      %%e:
        ième; e et unième; e-=%ordinal=;
      %%after80:
        ième; -=%ordinal=;
      %%after100:
        ième; ' =%ordinal=;
      %%after1000:
        ième; e =%ordinal=;
      """;

  /** Nouns of which one is "une"; only what is surely feminine, since the form of a word tells little. */
  private static final Pattern FEMININE = Pattern.compile(
      "\\p{L}+(?:tions?|sions?|aisons?|ttes?|elles?|esses?|ices?|ences?|ances?|ures?|ades?|ines?|ées"
          + "|ouches?|aines?|ières?|ises?|ottes?|onnes?|ennes?)"
          + "|fois|pommes?|poires?|pages?|heures?|minutes?|secondes?|personnes?|femmes?|filles?|maisons?|tables?"
          + "|chaises?"
          + "|années?|journées?|semaines?|nuits?|places?|villes?|voitures?|portes?|fenêtres?|chambres?"
          + "|tonnes?|lettres?|questions?|choses?|idées?|images?|photos?|histoires?|vies?|mains?|fleurs?|étoiles?"
          + "|oranges?|tasses?|classes?|rues?|routes?|écoles?|langues?|sœurs?|amies?|vaches?|poules?|cartes?|lampes?"
          + "|noix|clés?|clefs?|parties?|équipes?|tomates?|carottes?|banques?|boîtes?|bouteilles?|lignes?|étapes?"
          + "|îles?");

  /** Whose ends are those of feminine nouns, but they are not. */
  private static final Pattern MASCULINE =
      Pattern.compile("services?|exercices?|magazines?|domaines?|bénéfices?|édifices?|indices?|capitaines?|stades?"
          + "|grades?"
          + "|silences?|murmures?|squelettes?|solstices?|offices?|orifices?|dentifrices?");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.FRENCH, RULES, "%cardinal");

  FrenchNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      return whole + " virgule " + numbers.digitByDigit(amount.spokenFraction());
    }
    // From a hundred on the model knows the masculine alone: "trois cent un chaises".
    boolean agrees = gender == Gender.FEMININE && amount.whole().length() <= 2;
    return agrees && (whole.equals("un") || whole.endsWith(" un")) ? whole + "e" : whole;
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  /** 1 → premier or première, 2 → deuxième, 21 → vingt et unième. */
  String ordinal(String digits, Gender gender) {
    if (digits.equals("1")) {
      return gender == Gender.FEMININE ? "première" : "premier";
    }
    return numbers.spell(digits, "%ordinal");
  }

  @Override
  Gender genderOf(String word) {
    String noun = Rewrite.lower(word);
    return FEMININE.matcher(noun).matches() && !MASCULINE.matcher(noun).matches() ? Gender.FEMININE : Gender.NONE;
  }

  /** The plural begins with two: "1,5 kilomètre". */
  @Override
  int nounForm(Amount amount) {
    return amount.whole().equals("0") || amount.whole().equals("1") ? 0 : 1;
  }

  @Override
  String afterScale(Noun noun) {
    String plural = super.afterScale(noun);
    return ("aeiouéêèh".indexOf(plural.charAt(0)) < 0 ? "de " : "d'") + plural;
  }
}
