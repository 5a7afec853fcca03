package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Hungarian. A number with a full stop is an ordinal before a word in lower case, a day after the name of a month. */
final class HungarianNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=mínusz, to=–, point=pont, plus=plusz, equals=egyenlő, times=szorozva, divided=osztva, number=szám
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      ezer=ezer, millió=millió, milliárd=milliárd, billió=billió, M=millió, mFt=millió
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      dr=doktor, b=bácsi, prof=professzor, id=idősebb, ifj=ifjabb, özv=özvegy, st=szent, szt=szent, pl=például
      ún=úgynevezett, kb=körülbelül, ill=illetve, vö=vesd össze, ld=lásd, tel=telefon, ker=kerület, kft=káefté
      max=maximum, min=minimum, mérn=mérnök, okl=okleveles, évf=évfolyam
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      stb=és a többi, u=utca, krt=körút, db=darab, fszt=földszint
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=és, @=kukac, %=százalék, #=kettőskereszt, $=dollár, £=font, °=fok, €=euró, ¥=jen, ²=négyzet, ³=köb, №=szám
      +=plusz, ½=fél, ¼=negyed, ¾=háromnegyed, ⅓=egyharmad, ⅔=kétharmad
      """);

  private static final Money MONEY = new Money(", ", """
      DOLLAR=dollár; cent
      EURO=euró; cent
      POUND=font; penny
      YEN=jen
      RUPEE=rúpia; paisza
      ROUBLE=rubel; kopejka
      WON=von
      LIRA=líra; kurus
      FRANC=frank; centime
      ZLOTY=zloty; garas
      KORUNA=korona; fillér
      FORINT=forint; fillér
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilométer, m=méter, cm=centiméter, mm=milliméter, km²=négyzetkilométer, m²=négyzetméter, m³=köbméter
      ha=hektár, km/h=kilométer per óra, m/s=méter per szekundum, kg=kilogramm, g=gramm, dkg=dekagramm, dag=dekagramm
      mg=milligramm, t=tonna, l=liter, dl=deciliter, ml=milliliter, cl=centiliter, h=óra, ó=óra, p=perc, perc=perc
      min=perc, s=másodperc, mp=másodperc, ms=ezredmásodperc, Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz
      dB=decibel, kB=kilobájt, KB=kilobájt, MB=megabájt, GB=gigabájt, TB=terabájt, W=watt, kW=kilowatt, MW=megawatt
      kWh=kilowattóra, V=volt, kcal=kilokalória, db=darab, fő=fő
      %=százalék, ‰=ezrelék, °=fok, °C=fok, ℃=fok, °F=fahrenheit-fok
      """);

  private static final List<String> MONTHS = List.of("január", "február", "március", "április", "május", "június",
      "július", "augusztus", "szeptember", "október", "november", "december");

  private static final String MONTH = "(?:" + String.join("|", MONTHS) + ")";

  /** A full stop, which is left in the text where it also ends the sentence. */
  private static final String STOP = "(?:\\.(?!$| +\\p{Lu})|(?=\\.))";

  private final HungarianNumbers numbers = new HungarianNumbers();

  private HungarianNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("hu"), new HungarianNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d.,])(\\d{1,4})\\.(?= ?[-–] ?\\d{1,4}\\. \\p{Ll})",
            match -> numbers.ordinal(match.group(1))),
        Rewrite.of("(?<![\\d.,:/\\p{L}-])(\\d{1,4})\\.(?= \\p{Ll})", match -> numbers.ordinal(match.group(1))))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        shared.score(),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "fél"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "negyed"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "háromnegyed"),
        Rewrite.of("(?<![\\d.,])2 ?½", "két és fél"),
        Rewrite.of("(?<=\\d) ?½", " és fél"),
        Rewrite.of("(?<![\\d.,\\p{L}-])(\\d{1,9})-(\\p{Ll}{1,12}+)",
            match -> suffixed(numbers.cardinal(match.group(1)), match.group(2))))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})i\\. ?e\\.", "időszámításunk előtt"),
        Rewrite.of("(?i)(?<!\\p{L})i\\. ?sz\\.", "időszámításunk szerint"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    String year = "(?<![\\d.,-])(1\\d{3}|20\\d\\d)";
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])", this::date),
        Rewrite.of("(?<![\\d.])(\\d{4})\\. ?(0?[1-9]|1[0-2])\\. ?(0?[1-9]|[12]\\d|3[01])" + STOP, this::date),
        Rewrite.of(year + "\\.(?= (?i:" + MONTH + "))", match -> numbers.cardinal(match.group(1))),
        Rewrite.of("(?<=(?i:" + MONTH + ") )(0?[1-9]|[12]\\d|3[01])"
            + "(?:-(j?[eaéá]n|jét[őó]l|[aá]t[óő]l|[eé]t[őó]l|j?[eaéá]ig"
            + "|j?[eaéá]ra|j?[eaéá]re|t[őó]l|ig|i|[eéa]|je)(?!\\p{L})|" + STOP + "(?![-\\d]))", this::day),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?:-(\\p{Ll}{1,12}+))?(?![\\d:])", this::time));
  }

  private String date(Matcher match) {
    return numbers.cardinal(match.group(1)) + " " + MONTHS.get(Integer.parseInt(match.group(2)) - 1) + " "
        + numbers.day(Integer.parseInt(match.group(3)));
  }

  private String day(Matcher match) {
    String day = numbers.day(Integer.parseInt(match.group(1)));
    String suffix = match.group(2);
    if (suffix == null || suffix.matches("[eéa]|je")) {
      return day;
    }
    if (suffix.equals("i")) {
      return day + "i";
    }
    boolean back = day.endsWith("a");
    String stem = day.substring(0, day.length() - 1) + (back ? "á" : "é");
    return stem + (suffix.endsWith("n") ? "n"
        : suffix.endsWith("l") ? back ? "tól" : "től"
        : suffix.endsWith("g") ? "ig"
        : back ? "ra" : "re");
  }

  private String time(Matcher match) {
    Amount hour = new Amount(Integer.toString(Integer.parseInt(match.group(1))), "");
    int minutes = Integer.parseInt(match.group(2));
    String time =
        numbers.amount(hour, Gender.MASCULINE) + " óra" + (minutes == 0 ? "" : " " + numbers.cardinal(minutes));
    return match.group(3) == null ? time : suffixed(time, match.group(3));
  }

  /** "5-kor" is one word: ötkor. */
  private static String suffixed(String number, String suffix) {
    if (suffix.matches("[aáeéio]?s.*")) {
      return number.replaceFirst("három$", "hárm").replaceFirst("kettő$", "kett").replaceFirst("ezer$", "ezr")
          .replaceFirst("hét$", "het") + suffix;
    }
    return number + suffix;
  }
}
