package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * German. A number with a full stop is an ordinal only where grammar asks for one: Coqui takes "Ich bin 25." for one,
 * too.
 */
final class GermanNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=minus, to=bis, point=punkt, plus=plus, equals=gleich, times=mal, divided=geteilt durch, number=nummer
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      Mio.=millionen, Mrd.=milliarden, Tsd.=tausend, Millionen=millionen, Milliarden=milliarden, Million=million
      Milliarde=milliarde, Tausend=tausend
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      fr=frau, dr=doktor, st=sankt, co=firma, jr=junior
      hr=herr, hrn=herrn, frl=fräulein, prof=professor, dipl=diplom, ing=ingenieur, nr=nummer, ca=circa
      bzw=beziehungsweise, bzgl=bezüglich, ggf=gegebenenfalls, evtl=eventuell, vgl=vergleiche
      sog=sogenannte, inkl=inklusive, exkl=exklusive
      zzgl=zuzüglich, mind=mindestens, max=maximal, tel=telefon, mio=millionen, mrd=milliarden, abs=absatz, kap=kapitel
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      usw=und so weiter, etc=et cetera, str=straße, jh=jahrhundert, std=stunden, min=minuten, sek=sekunden
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("s=seite, bd=band, art=artikel, abb=abbildung");

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=und, @=at, %=prozent, #=raute, $=dollar, £=pfund, °=grad
      €=euro, ¥=yen, ²=quadrat, ³=kubik, №=nummer, ½=ein halb, ¼=ein viertel, ¾=drei viertel
      """);

  private static final Money MONEY = new Money(" und ", """
      DOLLAR=dollar; cent
      EURO=euro; cent
      POUND=pfund; penny/pence
      YEN=yen
      RUPEE=f:rupie/rupien; paisa
      ROUBLE=rubel; f:kopeke/kopeken
      WON=won
      LIRA=f:lira; kurusch
      FRANC=franken; rappen
      ZLOTY=złoty; groszy
      KORUNA=f:krone/kronen; heller
      FORINT=forint
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometer, m=meter, cm=zentimeter, mm=millimeter, km²=quadratkilometer, m²=quadratmeter, m³=kubikmeter
      qm=quadratmeter, ha=hektar, km/h=kilometer pro stunde, m/s=meter pro sekunde
      kg=kilogramm, g=gramm, mg=milligramm, t=f:tonne/tonnen, l=liter, ml=milliliter, cl=zentiliter
      h=f:stunde/stunden, Std=f:stunde/stunden, min=f:minute/minuten, Min=f:minute/minuten, s=f:sekunde/sekunden
      Sek=f:sekunde/sekunden, ms=f:millisekunde/millisekunden
      Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz, dB=dezibel
      kB=kilobyte, MB=megabyte, GB=gigabyte, TB=terabyte
      W=watt, kW=kilowatt, MW=megawatt, kWh=f:kilowattstunde/kilowattstunden, V=volt, kcal=f:kilokalorie/kilokalorien
      %=prozent, ‰=promille, °=grad, °C=grad celsius, ℃=grad celsius, °F=grad fahrenheit
      Mio.=f:million/millionen, Mrd.=f:milliarde/milliarden
      """);

  private static final List<String> MONTHS = List.of("januar", "februar", "märz", "april", "mai", "juni", "juli",
      "august", "september", "oktober", "november", "dezember");

  private static final String MONTH =
      "(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)";

  /** The word before an ordinal, by which the ordinal gets its ending. */
  private static final Set<String> BEFORE_EN = words(
      "am im zum zur vom beim dem den des einem einen einer eines bis ab seit vor nach meinem meinen"
          + " meiner seinem seinen seiner ihrem ihren ihrer unserem unseren unserer diesem diesen dieser"
          + " jedem jeden jeder keinem keinen keiner");

  private static final Set<String> BEFORE_E = words("die das der eine diese dieses jede jedes meine seine ihre unsere");
  private static final Set<String> BEFORE_ER = words("ein mein dein sein ihr unser euer kein");
  private static final Set<String> DATIVE = words("in an auf mit von zu bei nach seit aus vor hinter neben über unter");

  private final GermanNumbers numbers = new GermanNumbers();

  private GermanNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.GERMAN, new GermanNormalizer().steps());
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" "));
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,])(\\d+)er(?!\\p{L})", match -> numbers.cardinal(match.group(1)) + "er"),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "ein halb"),
        Rewrite.of("(?<![\\d.,/])([13])/4(?![\\d/])",
            match -> (match.group(1).equals("1") ? "ein" : "drei") + " viertel"),
        Rewrite.of("(?<![\\d:])(\\d{1,9}):(\\d{1,9})(?![\\d:])",
            match -> numbers.cardinal(match.group(1)) + " zu " + numbers.cardinal(match.group(2))))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})z\\. ?b\\.", "zum beispiel"),
        Rewrite.of("(?i)(?<!\\p{L})d\\. ?h\\.", "das heißt"),
        Rewrite.of("(?i)(?<!\\p{L})u\\. ?a\\.", "unter anderem"),
        Rewrite.of("(?i)(?<!\\p{L})v\\. ?chr\\.", "vor christus"),
        Rewrite.of("(?i)(?<!\\p{L})n\\. ?chr\\.", "nach christus"),
        Rewrite.of("(?<!\\p{L})(\\p{L}{2,30}?)str\\.(?= [\\p{Ll}\\d]|,|$)", match -> match.group(1) + "straße"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    String before = "(?:(?:(\\p{L}+) )?(\\p{L}+) )?";
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> ordinal(match.group(3), "r") + " " + month(match.group(2)) + " " + numbers.year(match.group(1))),
        Rewrite.of("(?<![\\p{L}\\d.])" + before + "(0?[1-9]|[12]\\d|3[01])\\. ?(0?[1-9]|1[0-2])\\."
            + "(?: ?(\\d{4}))?(?!\\d)" + WordTable.SENTENCE_END, this::numericDate),
        Rewrite.of("(?<![\\p{L}\\d.,])" + before + "(\\d{1,4})\\.(?= (" + MONTH + "|\\p{L}+))", this::ordinal),
        Rewrite.of("(?<=" + MONTH + " )(1[1-9]\\d\\d)(?![\\d.,]\\d|\\d)", match -> numbers.year(match.group())),
        Rewrite.of("(?<!\\p{L})((?i:jahre?s?|seit|in|bis|ab|anno|anfang|mitte|ende|sommer|winter|frühjahr|herbst"
            + "|geboren|gestorben|starb|begann|endete|gegründet|erbaut|erschienen) )"
            + "(1[1-9]\\d\\d)(?![\\d°%€$]|[.,:]\\d| ?[°%€$]| \\p{Lu})",
            match -> match.group(1) + numbers.year(match.group(2))),
        Rewrite.of("(?<![\\d.,])(1[1-9]\\d0)er(?!\\p{L})", match -> numbers.year(match.group(1)) + "er"),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4])[:.]([0-5]\\d) ?Uhr(?!\\p{L})", this::time),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?![\\d:])", this::time),
        Rewrite.of("(?<![\\d:.,])1(?= Uhr)", "ein"));
  }

  private String ordinal(String digits, String ending) {
    return numbers.ordinal(digits.length() > 1 && digits.startsWith("0") ? digits.substring(1) : digits) + ending;
  }

  private static String month(String digits) {
    return MONTHS.get(Integer.parseInt(digits) - 1);
  }

  private String numericDate(Matcher match) {
    String ending = ending(match.group(1), match.group(2));
    if (match.group(5) == null && ending == null) {
      return null;
    }
    String date = ordinal(match.group(3), ending == null ? "r" : ending) + " " + month(match.group(4));
    String stop = match.group(6) == null ? "" : "."; // the one after the month also ends the sentence
    return wordsBefore(match) + date + (match.group(5) == null ? stop : " " + numbers.year(match.group(5)));
  }

  private String ordinal(Matcher match) {
    String next = match.group(4);
    String ending = ending(match.group(1), match.group(2));
    boolean goesOn = next.matches(MONTH) || Character.isLowerCase(next.codePointAt(0));
    if (ending == null && !goesOn) {
      return null;
    }
    return wordsBefore(match) + ordinal(match.group(3), ending == null ? "r" : ending);
  }

  private static String wordsBefore(Matcher match) {
    return (match.group(1) == null ? "" : match.group(1) + " ") + (match.group(2) == null ? "" : match.group(2) + " ");
  }

  /** What an ordinal adds to the form after "der": null if neither word before it asks for an ordinal. */
  private static String ending(String beforeThat, String before) {
    if (before == null) {
      return null;
    }
    String word = Rewrite.lower(before);
    boolean dative = word.equals("der") && beforeThat != null && DATIVE.contains(Rewrite.lower(beforeThat));
    if (dative || BEFORE_EN.contains(word)) {
      return "n";
    }
    return BEFORE_E.contains(word) ? "" : BEFORE_ER.contains(word) ? "r" : null;
  }

  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    int hour = Integer.parseInt(match.group(1));
    return (hour == 1 ? "ein" : numbers.cardinal(hour)) + " uhr" + (minute == 0 ? "" : " " + numbers.cardinal(minute));
  }
}
