package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Dutch. */
final class DutchNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=min, to=tot, point=punt, plus=plus, equals=is, times=keer, divided=gedeeld door, number=nummer
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      miljoen=miljoen, miljard=miljard, mln.=miljoen, mld.=miljard, mln=miljoen, mld=miljard, biljoen=biljoen
      """);

  /** The first line is Coqui's. */
  private static final Map<String, String> TITLES = WordTable.of("""
      dhr=de heer, mevr=mevrouw, dr=dokter, jhr=jonkheer
      mw=mevrouw, mej=mejuffrouw, prof=professor, mr=meester, drs=doctorandus, ir=ingenieur, ing=ingenieur, ds=dominee
      st=sint, nr=nummer, nrs=nummers, ca=circa, evt=eventueel, incl=inclusief, excl=exclusief, tel=telefoon
      max=maximaal, bijv=bijvoorbeeld, bv=bijvoorbeeld, zgn=zogenaamde, resp=respectievelijk, vgl=vergelijk
      afd=afdeling, vs=versus, mln=miljoen, mld=miljard, co=compagnie, jr=junior
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("enz=enzovoort, etc=et cetera, jl=jongstleden");

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      blz=bladzijde, p=pagina, pag=pagina, art=artikel, no=nummer, hfst=hoofdstuk, fig=figuur, afb=afbeelding
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=en, @=bij, %=procent, #=hekje, $=dollar, £=pond, °=graden
      €=euro, ¥=yen, ²=kwadraat, ³=tot de derde, №=nummer, ½=een half, ¼=een kwart, ¾=driekwart
      ⅓=een derde, ⅔=twee derde, ‰=promille
      """);

  private static final Money MONEY = new Money(", ", """
      DOLLAR=dollar; cent
      EURO=euro; cent
      POUND=pond; penny/pence
      YEN=yen
      RUPEE=roepie; paisa
      ROUBLE=roebel; kopeke/kopeken
      WON=won
      LIRA=lira; kurus
      FRANC=frank; centime/centimes
      ZLOTY=zloty; grosz
      KORUNA=kroon/kronen; haler
      FORINT=forint
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometer, m=meter, cm=centimeter, mm=millimeter, km²=vierkante kilometer, m²=vierkante meter
      m³=kubieke meter, ha=hectare, km/h=kilometer per uur, km/u=kilometer per uur, m/s=meter per seconde
      kg=kilo, g=gram, mg=milligram, l=liter, L=liter, ml=milliliter, cl=centiliter
      h=uur, min=minuut/minuten, s=seconde/seconden, sec=seconde/seconden, ms=milliseconde/milliseconden
      Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz, dB=decibel
      kB=kilobyte, KB=kilobyte, MB=megabyte, GB=gigabyte, TB=terabyte
      W=watt, kW=kilowatt, MW=megawatt, kWh=kilowattuur, V=volt, kcal=kilocalorie/kilocalorieën
      %=procent, ‰=promille, °=graad/graden, °C=graad celsius/graden celsius, ℃=graad celsius/graden celsius
      °F=graad fahrenheit/graden fahrenheit
      """);

  private static final Map<String, Noun> FRACTIONS = WordTable.nouns("""
      2=half, 3=derde, 4=kwart, 5=vijfde, 6=zesde, 8=achtste, 10=tiende
      """);

  private static final List<String> MONTHS = List.of("januari", "februari", "maart", "april", "mei", "juni", "juli",
      "augustus", "september", "oktober", "november", "december");

  private final DutchNumbers numbers = new DutchNumbers();

  private DutchNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("nl"), new DutchNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,])(\\d{1,9})(?:e|de|ste)(?!\\p{L})", match -> numbers.ordinal(match.group(1))),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "een half"),
        RomanceSteps.fractions(FRACTIONS, numbers),
        Rewrite.of("(?<!\\d)(\\d{1,9})½", match -> numbers.cardinal(match.group(1)) + " en een half"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})d\\.w\\.z\\.", "dat wil zeggen"),
        Rewrite.of("(?i)(?<!\\p{L})o\\. ?a\\.", "onder andere"),
        Rewrite.of("(?i)(?<!\\p{L})m\\.a\\.w\\.", "met andere woorden"),
        Rewrite.of("(?i)(?<!\\p{L})i\\.p\\.v\\.", "in plaats van"),
        Rewrite.of("(?i)(?<!\\p{L})t\\.o\\.v\\.", "ten opzichte van"),
        Rewrite.of("(?i)(?<!\\p{L})(?:a\\.u\\.b|s\\.v\\.p)\\.(?-i)" + WordTable.SENTENCE_END,
            match -> "alstublieft" + (match.group(1) == null ? "" : ".")),
        Rewrite.of("(?<!\\p{L})([vn])\\. ?Chr\\." + WordTable.SENTENCE_END,
            match -> (match.group(1).equals("v") ? "voor" : "na") + " christus" + (match.group(2) == null ? "" : ".")),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    List<Rewrite> steps = new ArrayList<>(NumericDates.steps((day, month, year) ->
        numbers.cardinal(day) + " " + MONTHS.get(month) + " " + numbers.year(year)));
    steps.add(Rewrite.of("(?<=(?i:" + String.join("|", MONTHS) + ") )(1[1-9]\\d\\d)(?![\\d.,]\\d|\\d)",
        match -> numbers.year(match.group(1))));
    steps.add(Rewrite.of("(?i)(?<!\\p{L})((?:jaar|sinds|in|tot|vanaf|anno|begin|eind|zomer|winter|voorjaar|najaar) )"
        + "(1[1-9]\\d\\d)(?![\\d°%€$]|[.,:]\\d| ?[°%€$]| \\p{L}+(?:en|s)(?!\\p{L}))",
        match -> match.group(1) + numbers.year(match.group(2))));
    String hour = "(?<![\\d:.,])([01]?\\d|2[0-4])";
    steps.add(Rewrite.of(hour + "[:.]([0-5]\\d) ?(?:uur|u\\.?)(?!\\p{L})", this::time));
    steps.add(Rewrite.of(hour + ":([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])", this::time));
    return steps;
  }

  /** 12:30 → twaalf uur dertig. */
  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    String spoken = numbers.cardinal(Integer.parseInt(match.group(1))) + " uur"
        + (minute == 0 ? "" : " " + numbers.cardinal(minute));
    return match.groupCount() < 3 || match.group(3) == null ? spoken
        : spoken + " en " + numbers.count(new Amount(Integer.toString(Integer.parseInt(match.group(3))), ""),
            UNITS.get("s"));
  }
}
