package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.Set;
import java.util.regex.Pattern;

/** Czech numbers in words, the hundreds as XTTS was trained on them: "dvěstě", "pětset". */
final class CzechNumbers extends SlavicNumerals {

  /** The forms of an ordinal that texts ask for, with the ending of most ("pátý") and that of "první, třetí". */
  enum Form {
    MASCULINE("ý", "í"), GENITIVE("ého", "ího"), LOCATIVE("ém", "ím"), INSTRUMENTAL("ým", "ím"), FEMININE("á", "í"),
    FEMININE_OBLIQUE("é", "í"), FEMININE_ACCUSATIVE("ou", "í"), NEUTER("é", "í"), PLURAL_OBLIQUE("ých", "ích");

    private final String ending;
    private final String soft;

    Form(String ending, String soft) {
      this.ending = ending;
      this.soft = soft;
    }
  }

  private static final String RULES =
      """
      %cardinal:
        nula; jedna; dva; tři; čtyři; pět; šest; sedm; osm; devět; deset; jedenáct; dvanáct; třináct; čtrnáct; patnáct;
        šestnáct; sedmnáct; osmnáct; devatenáct; 20: dvacet[ >>]; 30: třicet[ >>]; 40: čtyřicet[ >>]; 50: padesát[ >>];
        60: šedesát[ >>]; 70: sedmdesát[ >>]; 80: osmdesát[ >>]; 90: devadesát[ >>];
        100: sto[ >>]; 200: dvěstě[ >>]; 300: <<sta[ >>]; 500: <<set[ >>];
        1000: tisíc[ >>]; 2000: << $(cardinal,few{tisíce}other{tisíc})$[ >>];
        1000000: milion[ >>]; 2000000: << $(cardinal,few{miliony}other{milionů})$[ >>];
        1000000000: miliarda[ >>]; 2000000000: <%%feminine< $(cardinal,few{miliardy}other{miliard})$[ >>];
        1000000000000: bilion[ >>]; 2000000000000: << $(cardinal,few{biliony}other{bilionů})$[ >>];
        1000000000000000: biliarda[ >>]; 2000000000000000: <%%feminine< $(cardinal,few{biliardy}other{biliard})$[ >>];
      %%feminine:
        nula; jedna; dvě; =%cardinal=; 20: =%cardinal=;
      %ordinal:
        nult*; prvn*; druh*; třet*; čtvrt*; pát*; šest*; sedm*; osm*; devát*; desát*; jedenáct*; dvanáct*; třináct*;
        čtrnáct*; patnáct*; šestnáct*; sedmnáct*; osmnáct*; devatenáct*; 20: dvacát*[ >>]; 30: třicát*[ >>];
        40: čtyřicát*[ >>]; 50: padesát*[ >>]; 60: šedesát*[ >>]; 70: sedmdesát*[ >>]; 80: osmdesát*[ >>];
        90: devadesát*[ >>]; 100: st*; 101/100: sto >>; 200: dvoust*; 201/100: dvěstě >>; 300: třist*;
        301/100: třista >>; 400: čtyřst*; 401/100: čtyřista >>; 500: pětist*; 501/100: pětset >>;
        600: šestist*; 601/100: šestset >>; 700: sedmist*; 701/100: sedmset >>; 800: osmist*; 801/100: osmset >>;
        900: devítist*; 901/100: devětset >>; 1000: tisíc*; 1001/1000: tisíc >>; 2000: dvoutisíc*;
        2001/1000: dva tisíce >>; 3000: =%cardinal=;
      """;

  private static final Set<String> NO_NOUNS = Set.of("ale", "nebo", "jako", "pro", "pak", "tedy", "také", "krát",
      "když", "byla", "bylo", "jsou", "muži", "dny", "dni", "roky", "metry", "před", "hosté", "lidé");

  private static final Set<String> FEMININE_FEW = Set.of("hodiny", "minuty", "vteřiny", "sekundy", "ženy", "osoby",
      "strany", "koruny", "libry", "sestry", "dcery", "školy", "ulice", "noci", "věci", "děti", "židle", "růže", "ryby",
      "krávy", "hory", "řeky", "chvíle", "části", "tuny", "lžíce", "sklenice", "kapitoly", "třídy", "skupiny", "rodiny",
      "lampy", "mapy", "hlavy", "ruce", "nohy", "otázky", "holky", "myši", "kozy", "ovce", "slepice", "lodě", "kytary",
      "zprávy", "karty", "cesty", "stránky", "budovy", "zahrady", "kávy", "polévky", "tabulky", "stanice", "láhve",
      "hrušky", "hvězdy", "postele", "písně", "houby", "šaty", "sady", "trubky", "hry", "pomeranče", "princezny");

  /** Plurals of feminine nouns in -ka, -ba and the like; those in -íky, -áky, -oky and so on are masculine. */
  private static final Pattern FEMININE_KY = Pattern.compile(
      "(?!.*(?:stromk|domk|pytlík|kousk|zámk|dárk|kroužk|vnuk|obrázk|hrnk|balíčk|lístk|rohlík|bod|vlak)y$)"
          + ".*[^aáeéěiíoóuúůyý]ky|.*(?:nice|čnice|ice|ace|ie|ové|osti)");

  /** With the plurals of Polish, by the last digits: "22 tisíce", as XTTS was trained; Czech's own: "tisíc". */
  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("pl"), RULES, "%cardinal");

  CzechNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    String whole = numbers.cardinal(amount.whole());
    if (!amount.isWhole()) {
      String mark = amount.whole().matches("[01]") ? " celá " : amount.whole().matches("[2-4]") ? " celé " : " celých ";
      return (whole.equals("dva") ? "dvě" : whole) + mark + numbers.fraction(amount.spokenFraction());
    }
    if (amount.isOne()) {
      return gender == Gender.MASCULINE ? "jeden" : gender == Gender.NEUTER ? "jedno" : whole;
    }
    boolean feminine = gender == Gender.FEMININE || gender == Gender.NEUTER;
    return feminine && endsInTwo(amount.whole()) && whole.endsWith("dva")
        ? whole.substring(0, whole.length() - 1) + "ě" : whole;
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
      return noun.matches(".*(?:[aá]|ost|ice|yně|ule|ile|hodin|noc|věc|loď)") && !noun.matches("táta|předseda|starosta")
          ? Gender.FEMININE : noun.matches(".*[oeěé]|.*ní") ? Gender.NEUTER : Gender.MASCULINE;
    }
    // After two, a noun in -a is the plural of a neuter one: "dvě města".
    return noun.endsWith("a") || FEMININE_FEW.contains(noun) || FEMININE_KY.matcher(noun).matches()
        ? Gender.FEMININE : Gender.MASCULINE;
  }

  @Override
  int nounForm(Amount amount) {
    return !amount.isWhole() ? FRACTION : amount.isOne() ? ONE : amount.whole().matches("[2-4]") ? FEW : MANY;
  }

  String ordinal(String digits, Form form) {
    return declined(numbers.spell(digits, "%ordinal"), stem -> switch (stem) {
      case "prvn", "třet", "tisíc", "dvoutisíc" -> form.soft;
      default -> form.ending;
    });
  }
}
