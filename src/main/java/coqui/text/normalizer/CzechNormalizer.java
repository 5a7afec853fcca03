package coqui.text.normalizer;

import coqui.text.normalizer.CzechNumbers.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Czech. A number with a full stop is an ordinal before a word in lower case, which tells the form. */
final class CzechNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=minus, to=až, point=tečka, plus=plus, equals=rovná se, times=krát, divided=děleno, number=číslo
      """);

  private static final Map<String, Noun> SCALED = WordTable.nouns("""
      tis.=tisíc/tisíce/tisíc/tisíce, tis=tisíc/tisíce/tisíc/tisíce, mil.=milion/miliony/milionů/milionu
      mil=milion/miliony/milionů/milionu, mld.=f:miliarda/miliardy/miliard/miliardy
      mld=f:miliarda/miliardy/miliard/miliardy
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      tisíc=tisíc, tisíce=tisíce, milion=milion, miliony=miliony, milionů=milionů, milionu=milionu, miliarda=miliarda
      miliardy=miliardy, miliard=miliard
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      dr=doktor, ing=inženýr, p=pan, mgr=magistr, bc=bakalář, prof=profesor, doc=docent, mudr=doktor, judr=doktor
      phdr=doktor, rndr=doktor, mvdr=doktor, sl=slečna, pí=paní, sv=svatý, gen=generál, plk=plukovník, kpt=kapitán
      arch=architekt, např=například, tzn=to znamená, tzv=takzvaný, tj=to jest, cca=cirka, ca=cirka, popř=popřípadě
      příp=případně, resp=respektive, vč=včetně, mj=mimo jiné, srov=srovnej, ul=ulice, tř=třída
      tel=telefon, zejm=zejména, angl=anglicky, něm=německy, max=maximálně, min=minimálně, hl=hlavní, č=číslo, r=rok
      st=svatý, jr=junior
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      atd=a tak dále, apod=a podobně, aj=a jiné, hod=hodin, sek=sekund, stol=století
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      s=strana, str=strana, kap=kapitola, obr=obrázek, tab=tabulka, odst=odstavec, roč=ročník, čj=číslo jednací
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=a, @=na, %=procent, #=křížek, $=dolar, £=libra, °=stupně, €=euro, ¥=jen, ²=na druhou, ³=na třetí, №=číslo
      +=plus, ½=půl, ¼=čtvrt, ¾=tři čtvrtě, ⅓=třetina, ⅔=dvě třetiny
      """);

  private static final Money MONEY = new Money(", ", """
      DOLLAR=dolar/dolary/dolarů/dolaru; cent/centy/centů
      EURO=n:euro/eura/euro/eura; cent/centy/centů
      POUND=f:libra/libry/liber/libry; n:penny/pence/pencí
      YEN=jen/jeny/jenů/jenu
      RUPEE=f:rupie/rupie/rupií/rupie; f:paisa/paisy/pais
      ROUBLE=rubl/rubly/rublů/rublu; f:kopejka/kopejky/kopejek
      WON=won/wony/wonů/wonu
      LIRA=f:lira/liry/lir/liry; kuruš/kuruše/kurušů
      FRANC=frank/franky/franků/franku; centim/centimy/centimů
      ZLOTY=zlotý/zloté/zlotých/zlotého; groš/groše/grošů
      KORUNA=f:koruna/koruny/korun/koruny; haléř/haléře/haléřů
      FORINT=forint/forinty/forintů/forintu
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometr/kilometry/kilometrů/kilometru, m=metr/metry/metrů/metru
      cm=centimetr/centimetry/centimetrů/centimetru, mm=milimetr/milimetry/milimetrů/milimetru
      km²=kilometr čtvereční/kilometry čtvereční/kilometrů čtverečních/kilometru čtverečního
      m²=metr čtvereční/metry čtvereční/metrů čtverečních/metru čtverečního
      m³=metr krychlový/metry krychlové/metrů krychlových/metru krychlového, ha=hektar/hektary/hektarů/hektaru
      km/h=kilometr za hodinu/kilometry za hodinu/kilometrů za hodinu/kilometru za hodinu
      m/s=metr za sekundu/metry za sekundu/metrů za sekundu/metru za sekundu
      kg=kilogram/kilogramy/kilogramů/kilogramu, g=gram/gramy/gramů/gramu, dkg=n:deko/deka/dek/deka
      mg=miligram/miligramy/miligramů/miligramu, t=f:tuna/tuny/tun/tuny
      l=litr/litry/litrů/litru, dl=decilitr/decilitry/decilitrů/decilitru, ml=mililitr/mililitry/mililitrů/mililitru
      h=f:hodina/hodiny/hodin/hodiny, hod=f:hodina/hodiny/hodin/hodiny, min=f:minuta/minuty/minut/minuty
      s=f:sekunda/sekundy/sekund/sekundy, sek=f:sekunda/sekundy/sekund/sekundy
      ms=f:milisekunda/milisekundy/milisekund/milisekundy
      Hz=hertz/hertzy/hertzů/hertzu, kHz=kilohertz/kilohertzy/kilohertzů/kilohertzu
      MHz=megahertz/megahertzy/megahertzů/megahertzu, GHz=gigahertz/gigahertzy/gigahertzů/gigahertzu
      dB=decibel/decibely/decibelů/decibelu, kB=kilobajt/kilobajty/kilobajtů/kilobajtu
      MB=megabajt/megabajty/megabajtů/megabajtu, GB=gigabajt/gigabajty/gigabajtů/gigabajtu
      TB=terabajt/terabajty/terabajtů/terabajtu, W=watt/watty/wattů/wattu, kW=kilowatt/kilowatty/kilowattů/kilowattu
      kWh=f:kilowatthodina/kilowatthodiny/kilowatthodin/kilowatthodiny, V=volt/volty/voltů/voltu
      kcal=f:kilokalorie/kilokalorie/kilokalorií/kilokalorie, ks=kus/kusy/kusů/kusu
      %=n:procento/procenta/procent/procenta, ‰=n:promile/promile/promile/promile
      °=stupeň/stupně/stupňů/stupně, °C=stupeň/stupně/stupňů/stupně, ℃=stupeň/stupně/stupňů/stupně
      °F=stupeň fahrenheita/stupně fahrenheita/stupňů fahrenheita/stupně fahrenheita
      """);

  private static final List<String> MONTHS = List.of("ledna", "února", "března", "dubna", "května", "června",
      "července", "srpna", "září", "října", "listopadu", "prosince");

  private static final Set<String> WITH_LOCATIVE = Set.of("v", "ve", "na", "po", "při", "o");
  private static final Set<String> GENITIVE_IN_A = Set.of("patra", "místa", "ledna", "února", "března", "dubna",
      "května", "června", "srpna", "října", "kola", "čísla", "dílu");
  private static final Set<String> NEUTER_IN_I = Set.of("století", "září", "pololetí", "poschodí", "období", "vydání");

  /** A full stop, which is left in the text where it also ends the sentence. */
  private static final String STOP = "(?:\\.(?!$| +\\p{Lu})|(?=\\.))";

  private final CzechNumbers numbers = new CzechNumbers();

  private CzechNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("cs"), new CzechNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.add(Rewrite.of("(?<!\\p{L})(?:(v|o|po|při|od|do|z|kolem|během) )?r\\. ?(?=\\d{3,4}(?!\\d))",
        CzechNormalizer::year).onlyWith(Rewrite.DIGITS).onlyWith("."));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<=\\d),-+(?: ?Kč)?", " Kč"),
        shared.scaled(SCALED))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        shared.score(),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "půl"),
        Rewrite.of("(?<![\\d.,/])1/3(?![\\d/])", "třetina"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "čtvrt"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "tři čtvrtě"),
        Rewrite.of("(?<=\\d) ?½", " a půl"),
        Rewrite.of("(?<![\\d.,\\p{L}])1 (?=\\p{L}{2,20}u(?!\\p{L}))", "jednu "))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})př\\. ?n\\. ?l\\.", "před naším letopočtem"),
        Rewrite.of("(?i)(?<!\\p{L})n\\. ?l\\.", "našeho letopočtu"),
        Rewrite.of("(?i)(?<!\\p{L})t\\. ?r\\.", "tohoto roku"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    String day = "(0?[1-9]|[12]\\d|3[01])";
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> date(match.group(3), match.group(2)) + " " + numbers.cardinal(match.group(1))),
        Rewrite.of("(?<![\\d.,])" + day + "\\. ?(0?[1-9]|1[0-2])\\. ?(\\d{4})(?!\\d)",
            match -> date(match.group(1), match.group(2)) + " " + numbers.cardinal(match.group(3))),
        Rewrite.of("(?<![\\d.,])" + day + "\\. ?(0?[1-9]|1[0-2])" + STOP + "(?!\\.? ?\\d)",
            match -> date(match.group(1), match.group(2))),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4])(?::|\\.(?=\\d\\d (?:hod|h(?!\\p{L}))))([0-5]\\d)(?![\\d:])"
            + "(?: ?(?:hod\\.?|h)(?!\\p{L}))?", this::time),
        Rewrite.of("(?<!\\p{L})((?i:léta|letech|let)) ([1-9]0)" + STOP,
            match -> match.group(1) + " " + decade(match.group(2), match.group(1))),
        Rewrite.of("(?<![\\p{L}\\d.,])([1-9]0)\\. (léta|letech|let)(?!\\p{L})",
            match -> decade(match.group(1), match.group(2)) + " " + match.group(2)),
        Rewrite.of("(?<![\\d.,])(\\d{1,4})\\. ?(?=(?:až|–|-|a) ?\\d{1,4}\\. ?(" + String.join("|", MONTHS) + "))",
            match -> numbers.ordinal(match.group(1), Form.GENITIVE) + " "),
        Rewrite.of("(?<![\\p{L}\\d.,])(?:(\\p{L}+) )?(\\d{1,4})\\. (\\p{Ll}+)"
            + "(?=(?: \\d{1,4}\\. (\\p{Ll}+))?)", this::ordinal),
        Rewrite.of("(?<![\\d.,])(\\d{1,4})-?(?:tý|ý|tá|té|tého|tém|tou|hý|vní|tí|mý)(?!\\p{L})", this::suffixed));
  }

  /** "v r. 2005" is "v roce". */
  private static String year(Matcher match) {
    String before = match.group(1);
    return before == null ? "rok "
        : before + (WITH_LOCATIVE.contains(before) ? " roce " : " roku ");
  }

  private String decade(String digits, String noun) {
    return numbers.ordinal(digits, noun.endsWith("a") ? Form.FEMININE : Form.PLURAL_OBLIQUE);
  }

  private String date(String day, String month) {
    return numbers.ordinal(Integer.toString(Integer.parseInt(day)), Form.GENITIVE) + " "
        + MONTHS.get(Integer.parseInt(month) - 1);
  }

  private String time(Matcher match) {
    String hour = numbers.cardinal(Integer.parseInt(match.group(1)));
    boolean one = hour.equals("jedna");
    int minutes = Integer.parseInt(match.group(2));
    if (minutes == 0) {
      String hours = hour.equals("dva") ? "dvě" : hour;
      return hours + (one ? " hodina" : hour.matches("dva|tři|čtyři") ? " hodiny" : " hodin");
    }
    return hour + " " + numbers.cardinal(match.group(2));
  }

  private String ordinal(Matcher match) {
    String before = match.group(1) == null ? "" : Rewrite.lower(match.group(1));
    String noun = match.group(3);
    String counted = match.group(4) == null ? noun : match.group(4);
    String digits = Integer.toString(Integer.parseInt(match.group(2)));
    return (before.isEmpty() ? "" : match.group(1) + " ") + numbers.ordinal(digits, form(before, counted)) + " " + noun;
  }

  private static Form form(String before, String noun) {
    boolean locative = WITH_LOCATIVE.contains(before);
    boolean genitive = before.matches("do|od|z|ze|bez|u|kolem|podle|během");
    if (MONTHS.contains(noun)) {
      return Form.GENITIVE;
    }
    if (noun.endsWith("í")) {
      return !NEUTER_IN_I.contains(noun) ? Form.FEMININE_OBLIQUE
          : locative ? Form.LOCATIVE : genitive ? Form.GENITIVE : Form.NEUTER;
    }
    return switch (noun.charAt(noun.length() - 1)) {
      case 'a' -> genitive || GENITIVE_IN_A.contains(noun) ? Form.GENITIVE : Form.FEMININE;
      case 'o' -> Form.NEUTER;
      case 'e', 'ě' -> locative && noun.matches(".*(?:ě|ře|ice)") && !noun.matches(".*(?:patře|městě|místě)")
          ? Form.FEMININE_OBLIQUE : locative ? Form.LOCATIVE : genitive ? Form.GENITIVE : Form.FEMININE;
      case 'u' -> noun.endsWith("ou") ? Form.FEMININE_ACCUSATIVE
          : locative ? Form.LOCATIVE
          : genitive || noun.matches("roku|dílu|ročníku|bodu") ? Form.GENITIVE
          : Form.FEMININE_ACCUSATIVE;
      case 'y', 'i' -> Form.FEMININE_OBLIQUE;
      case 'm' -> noun.endsWith("em") ? Form.INSTRUMENTAL : Form.MASCULINE;
      default -> Form.MASCULINE;
    };
  }

  private String suffixed(Matcher match) {
    String written = match.group();
    Form form = written.endsWith("ého") ? Form.GENITIVE : written.endsWith("ém") ? Form.LOCATIVE
        : written.endsWith("ou") ? Form.FEMININE_ACCUSATIVE : written.endsWith("á") ? Form.FEMININE
        : written.endsWith("é") ? Form.NEUTER : Form.MASCULINE;
    return numbers.ordinal(match.group(1), form);
  }
}
