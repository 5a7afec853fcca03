package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** French. */
final class FrenchNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=moins, to=à, point=point, plus=plus, equals=égale, times=fois, divided=divisé par, number=numéro
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      millions=millions, million=million, milliards=milliards, milliard=milliard, M=millions, Mds=milliards
      Md=milliards
      """);

  /** The first line is Coqui's. */
  private static final Map<String, String> TITLES = WordTable.of("""
      mme=madame, mr=monsieur, dr=docteur, st=saint, co=compagnie, jr=junior, ltd=limitée
      mmes=mesdames, mlle=mademoiselle, mlles=mesdemoiselles, drs=docteurs, pr=professeur, prof=professeur
      me=maître, mgr=monseigneur, ste=sainte, gén=général, col=colonel, cdt=commandant, env=environ, cf=confer
      vs=versus, av=avenue, bd=boulevard, boul=boulevard, dép=département, tél=téléphone, max=maximum
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("etc=et cetera");

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      p=page, pp=pages, no=numéro, n=numéro, vol=volume, fig=figure, chap=chapitre, ch=chapitre, art=article
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=et, @=arobase, %=pour cent, #=dièse, $=dollar, £=livre, °=degrés
      €=euros, ¥=yens, ²=au carré, ³=au cube, №=numéro, ½=un demi, ¼=un quart, ¾=trois quarts
      ⅓=un tiers, ⅔=deux tiers, ‰=pour mille
      """);

  private static final Money MONEY = new Money(" et ", """
      DOLLAR=dollar/dollars; cent/cents
      EURO=euro/euros; centime/centimes
      POUND=f:livre/livres; penny/pence
      YEN=yen/yens
      RUPEE=f:roupie/roupies; paisa/paisas
      ROUBLE=rouble/roubles; kopeck/kopecks
      WON=won/wons
      LIRA=f:livre turque/livres turques; kurus
      FRANC=franc/francs; centime/centimes
      ZLOTY=zloty/zlotys; grosz
      KORUNA=f:couronne/couronnes; haler
      FORINT=forint/forints
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilomètre/kilomètres, m=mètre/mètres, cm=centimètre/centimètres, mm=millimètre/millimètres
      km²=kilomètre carré/kilomètres carrés, m²=mètre carré/mètres carrés, cm²=centimètre carré/centimètres carrés
      m³=mètre cube/mètres cubes, ha=hectare/hectares
      km/h=kilomètre par heure/kilomètres par heure, m/s=mètre par seconde/mètres par seconde
      kg=kilo/kilos, g=gramme/grammes, mg=milligramme/milligrammes, t=f:tonne/tonnes
      l=litre/litres, L=litre/litres, ml=millilitre/millilitres, cl=centilitre/centilitres
      h=f:heure/heures, min=f:minute/minutes, mn=f:minute/minutes, s=f:seconde/secondes, sec=f:seconde/secondes
      ms=f:milliseconde/millisecondes
      Hz=hertz, kHz=kilohertz, MHz=mégahertz, GHz=gigahertz, dB=décibel/décibels
      ko=kilooctet/kilooctets, Ko=kilooctet/kilooctets, Mo=mégaoctet/mégaoctets, Go=gigaoctet/gigaoctets
      To=téraoctet/téraoctets, kB=kilooctet/kilooctets, MB=mégaoctet/mégaoctets, GB=gigaoctet/gigaoctets
      W=watt/watts, kW=kilowatt/kilowatts, MW=mégawatt/mégawatts, kWh=kilowattheure/kilowattheures, V=volt/volts
      kcal=f:kilocalorie/kilocalories, %=pour cent, ‰=pour mille
      °=degré/degrés, °C=degré celsius/degrés celsius, ℃=degré celsius/degrés celsius
      °F=degré fahrenheit/degrés fahrenheit
      """);

  private static final Map<String, Noun> FRACTIONS = WordTable.nouns("""
      2=demi/demis, 3=tiers, 4=quart/quarts, 5=cinquième/cinquièmes, 6=sixième/sixièmes, 8=huitième/huitièmes
      10=dixième/dixièmes
      """);

  private static final List<String> MONTHS = List.of("janvier", "février", "mars", "avril", "mai", "juin", "juillet",
      "août", "septembre", "octobre", "novembre", "décembre");

  private static final Set<String> NAMED_BY_NUMBER = Set.of((
      "numéro chapitre page article tome volume niveau phase option groupe équipe ligne salle section chambre porte"
          + " partie question version figure tableau leçon étape").split(" "));

  private final FrenchNumbers numbers = new FrenchNumbers();

  private FrenchNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.FRENCH, new FrenchNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<!\\p{L})[Nn][º°o]s? ?(?=\\d)", "numéro "),
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,])(\\d{1,6})(er|re|ère|ere|nde|nd|[èe]mes?|es?)(?!\\p{L})", this::ordinal),
        RomanceSteps.fractions(FRACTIONS, numbers),
        Rewrite.of("(?<!\\d)(\\d{1,9})½", match -> numbers.cardinal(match.group(1)) + " et demi"),
        RomanceSteps.names(NAMED_BY_NUMBER, numbers))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.add(Rewrite.of("(?<!\\p{L})(?:M(me|mes|lle|lles)|Dr|Pr|Mgr)(?= \\p{Lu}\\p{Ll})",
        match -> TITLES.get(Rewrite.lower(match.group()))));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})p\\. ?ex\\.", "par exemple"),
        Rewrite.of("(?i)(?<!\\p{L})c\\.?-à-d\\.", "c'est-à-dire"),
        Rewrite.of("(?<!\\p{L})(av|apr?)\\. ?J\\.?-C\\." + WordTable.SENTENCE_END,
            match -> (match.group(1).equals("av") ? "avant" : "après") + " jésus-christ"
                + (match.group(2) == null ? "" : ".")),
        Rewrite.of("(?<!\\p{L})(MM?)\\.(?= \\p{Lu}[\\p{Ll}.'’])",
            match -> match.group(1).equals("M") ? "monsieur" : "messieurs"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    List<Rewrite> steps = new ArrayList<>(NumericDates.steps((day, month, year) ->
        (day.equals("1") ? "premier" : numbers.cardinal(day)) + " " + MONTHS.get(month) + " "
            + numbers.cardinal(year)));
    steps.add(Rewrite.of("(?<![\\d.,:/-])0?1(?= (?i:" + String.join("|", MONTHS) + ")(?!\\p{L}))", "premier"));
    steps.add(Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4])(?::| ?[hH] ?)([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])"
        + "(?: ?(?:heures?|h|min|mn)(?!\\p{L}))?", this::time));
    return steps;
  }

  private String ordinal(Matcher match) {
    String ending = match.group(2);
    boolean plural = ending.length() > 1 && ending.endsWith("s");
    String ordinal = switch (ending) {
      case "nd" -> match.group(1).equals("2") ? "second" : null;
      case "nde" -> match.group(1).equals("2") ? "seconde" : null;
      case "er" -> numbers.ordinal(match.group(1), Gender.MASCULINE);
      default -> numbers.ordinal(match.group(1), Gender.FEMININE);
    };
    return ordinal == null ? null : ordinal + (plural ? "s" : "");
  }

  /** 12:30 → douze heures trente. */
  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    String spoken = count(match.group(1), "h") + (minute == 0 ? "" : " " + minutes(minute));
    return match.group(3) == null ? spoken : spoken + " et " + count(match.group(3), "s");
  }

  private String minutes(int minute) {
    return numbers.amount(new Amount(Integer.toString(minute), ""), Gender.FEMININE);
  }

  private String count(String digits, String unit) {
    return numbers.count(new Amount(Integer.toString(Integer.parseInt(digits)), ""), UNITS.get(unit));
  }
}
