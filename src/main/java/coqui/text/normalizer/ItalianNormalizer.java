package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Italian. The degree sign also writes ordinals: "il 5° piano"; Coqui reads every one as an ordinal. */
final class ItalianNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=meno, to=a, point=punto, plus=più, equals=uguale a, times=per, divided=diviso, number=numero
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      milioni=milioni, milione=milione, miliardi=miliardi, miliardo=miliardo, mln=milioni, mld=miliardi
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      sig=signor, dr=dottor, st=santo, co=compagnia, jr=junior, ltd=limitata
      sigg=signori, dott=dottor, prof=professor, avv=avvocato, ing=ingegner, arch=architetto, rag=ragionier
      geom=geometra, on=onorevole, sen=senatore, mons=monsignor, gen=generale, col=colonnello, cap=capitano
      ten=tenente, sto=santo, sta=santa, spett=spettabile, egr=egregio, gent=gentile, ca=circa, vs=versus, cfr=confronta
      tel=telefono, max=massimo
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("ecc=eccetera, etc=eccetera");

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      pag=pagina, pagg=pagine, p=pagina, pp=pagine, n=numero, nr=numero, num=numero, cap=capitolo, art=articolo
      fig=figura, vol=volume, ed=edizione
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=e, @=chiocciola, %=per cento, #=cancelletto, $=dollaro, £=sterlina, °=gradi
      €=euro, ¥=yen, ²=al quadrato, ³=al cubo, №=numero, ½=mezzo, ¼=un quarto, ¾=tre quarti
      ⅓=un terzo, ⅔=due terzi, ‰=per mille
      """);

  private static final Money MONEY = new Money(" e ", """
      DOLLAR=dollaro/dollari; centesimo/centesimi
      EURO=euro; centesimo/centesimi
      POUND=f:sterlina/sterline; penny
      YEN=yen
      RUPEE=f:rupia/rupie; paisa
      ROUBLE=rublo/rubli; copeco/copechi
      WON=won
      LIRA=f:lira turca/lire turche; kuruş
      FRANC=franco/franchi; centesimo/centesimi
      ZLOTY=zloty; grosz
      KORUNA=f:corona/corone; haler
      FORINT=fiorino/fiorini
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=chilometro/chilometri, m=metro/metri, cm=centimetro/centimetri, mm=millimetro/millimetri
      km²=chilometro quadrato/chilometri quadrati, m²=metro quadrato/metri quadrati, mq=metro quadrato/metri quadrati
      cm²=centimetro quadrato/centimetri quadrati, m³=metro cubo/metri cubi
      km/h=chilometro orario/chilometri orari, m/s=metro al secondo/metri al secondo
      kg=chilo/chili, g=grammo/grammi, gr=grammo/grammi, mg=milligrammo/milligrammi, t=f:tonnellata/tonnellate
      hg=etto/etti, l=litro/litri, L=litro/litri, ml=millilitro/millilitri, cl=centilitro/centilitri
      h=f:ora/ore, min=minuto/minuti, s=secondo/secondi, sec=secondo/secondi, ms=millisecondo/millisecondi
      Hz=hertz, kHz=chilohertz, MHz=megahertz, GHz=gigahertz, dB=decibel
      kB=kilobyte, KB=kilobyte, MB=megabyte, GB=gigabyte, TB=terabyte
      W=watt, kW=chilowatt, MW=megawatt, kWh=chilowattora, V=volt, kcal=f:chilocaloria/chilocalorie
      %=n:per cento, ‰=n:per mille, °C=grado celsius/gradi celsius, ℃=grado celsius/gradi celsius
      °F=grado fahrenheit/gradi fahrenheit
      """);

  private static final Map<String, Noun> FRACTIONS = WordTable.nouns("""
      2=mezzo/mezzi, 3=terzo/terzi, 4=quarto/quarti, 5=quinto/quinti, 6=sesto/sesti, 8=ottavo/ottavi, 10=decimo/decimi
      """);

  private static final List<String> MONTHS = List.of("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
      "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre");

  private static final Set<String> NAMED_BY_NUMBER = Set.of((
      "il del al dal nel numero capitolo pagina articolo volume livello fase opzione gruppo canale linea sala sezione"
          + " camera porta piano parte tema esercizio versione figura tabella lezione tappa squadra"
          + " domanda").split(" "));

  private static final Set<String> FEMININE_ARTICLES = Set.of("la", "alla", "della", "dalla", "nella", "sulla", "una");
  private static final Set<String> ARTICLES = Set.of("il", "al", "del", "dal", "nel", "sul", "lo", "allo", "un", "mio");

  private static final Pattern RANKED = Pattern.compile("(?:arrivat|classificat|piazzat|qualificat|giunt|finit)[oaie]");

  private final ItalianNumbers numbers = new ItalianNumbers();

  private ItalianNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.ITALIAN, new ItalianNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?i)(?<!\\p{L})n[°º] ?(?=\\d)", "numero "),
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\p{L}\\d.,])(?:(\\p{L}{1,15}+) )?(?<![\\d.,])(\\d{1,6})([º°ª]|[ao](?= \\p{Ll}))"
            + "(?= ?(\\p{L}[\\p{L}\\p{M}]*+)?)", this::ordinal),
        RomanceSteps.fractions(FRACTIONS, numbers),
        Rewrite.of("(?<!\\d)(\\d{1,9})½", match -> numbers.cardinal(match.group(1)) + " e mezzo"),
        RomanceSteps.names(NAMED_BY_NUMBER, numbers),
        Rewrite.of("(?<![\\d.,])1 (\\p{L}[\\p{L}\\p{M}]*+)", this::one))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})(ad|per|p\\.) ?es\\.",
            match -> match.group(1).equalsIgnoreCase("ad") ? "ad esempio" : "per esempio"),
        Rewrite.of("(?<!\\p{L})([ad])\\. ?C\\." + WordTable.SENTENCE_END,
            match -> (match.group(1).equals("a") ? "avanti" : "dopo") + " cristo"
                + (match.group(2) == null ? "" : ".")),
        Rewrite.of("(?i)(?<!\\p{L})(sig\\.r|sig\\.n|dott\\.ss|prof\\.ss)a(?!\\p{L})\\.?", match ->
            switch (Rewrite.lower(match.group(1)).substring(0, 4)) {
              case "dott" -> "dottoressa";
              case "prof" -> "professoressa";
              default -> Rewrite.lower(match.group(1)).endsWith("r") ? "signora" : "signorina";
            }),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    List<Rewrite> steps = new ArrayList<>(NumericDates.steps((day, month, year) ->
        (day.equals("1") ? "primo" : numbers.cardinal(day)) + " " + MONTHS.get(month) + " "
            + numbers.cardinal(year)));
    steps.add(Rewrite.of("(?<![\\d.,:/-])0?1[°º]?(?= (?i:" + String.join("|", MONTHS) + ")(?!\\p{L}))", "primo"));
    String hour = "(?<![\\d:.,])([01]?\\d|2[0-4])";
    steps.add(Rewrite.of(hour + ":([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])", this::time));
    steps.add(Rewrite.of("(?i)(?<=(?<!\\p{L})(?:alle|dalle|ore|verso le) )" + hour
        + "\\.([0-5]\\d)()(?![\\d:]|[.,]\\d)", this::time));
    steps.add(Rewrite.of("(?<![\\d:.,])1 ?h(?![\\p{L}\\d/])", "un'ora"));
    steps.add(Rewrite.of("(?i)(?<=(?<!\\p{L})(?:al)?l['’])1(?![\\d°ºª]|[.,:/]\\d)", "una"));
    return steps;
  }

  /** "il 5° piano" but "a 30° all'ombra": an ordinal after a singular article or before a noun. */
  private String ordinal(Matcher match) {
    String before = match.group(1) == null ? "" : Rewrite.lower(match.group(1));
    String next = match.group(4);
    boolean feminine = "ªa".contains(match.group(3)) || FEMININE_ARTICLES.contains(before);
    Gender gender = next == null ? Gender.NONE : numbers.genderOf(next);
    String start = match.group(1) == null ? "" : match.group(1) + " ";
    if (match.group(3).equals("°") && !feminine && !ARTICLES.contains(before) && gender == Gender.NONE
        && !RANKED.matcher(before).matches()) {
      return start + (match.group(2).equals("1") ? "un grado" : match.group(2) + " gradi");
    }
    String ordinal = numbers.ordinal(match.group(2), feminine ? Gender.FEMININE : Gender.MASCULINE);
    return start + ordinal;
  }

  /** The forms of the article: un libro, uno zaino, una mela, un'amica. */
  private String one(Matcher match) {
    String noun = match.group(1);
    boolean vowel = Rewrite.lower(noun).matches("[aeiouàèéìòù].*");
    return switch (numbers.genderOf(noun)) {
      case FEMININE -> vowel ? "un'" + noun : "una " + noun;
      case MASCULINE -> (Rewrite.lower(noun).matches("(?:s[^aeiouàèéìòù]|z|gn|ps|pn|x|y).*") ? "uno " : "un ") + noun;
      default -> null;
    };
  }

  /** 12:30 → dodici e trenta, 1:15 → una e quindici. */
  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    int hour = Integer.parseInt(match.group(1));
    String spoken = hour == 1 ? "una" : numbers.cardinal(hour);
    if (minute > 0) {
      spoken += " e " + numbers.cardinal(minute);
    }
    return match.group(3) == null || match.group(3).isEmpty() ? spoken
        : spoken + " e " + numbers.count(new Amount(Integer.toString(Integer.parseInt(match.group(3))), ""),
            UNITS.get("s"));
  }
}
