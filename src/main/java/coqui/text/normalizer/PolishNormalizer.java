package coqui.text.normalizer;

import coqui.text.normalizer.PolishNumbers.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Polish. Ordinals agree with the noun after them as far as its ending and the preposition before them tell. */
final class PolishNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=minus, to=–, point=kropka, plus=plus, equals=równa się, times=razy, divided=podzielone przez, number=numer
      """);

  private static final Map<String, Noun> SCALED = WordTable.nouns("""
      tys.=tysiąc/tysiące/tysięcy/tysiąca, tys=tysiąc/tysiące/tysięcy/tysiąca, mln=milion/miliony/milionów/miliona
      mld=miliard/miliardy/miliardów/miliarda
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      tysiąc=tysiąc, tysiące=tysiące, tysięcy=tysięcy, tysiąca=tysiąca, milion=milion, miliony=miliony
      milionów=milionów, miliona=miliona, miliard=miliard, miliardy=miliardy, miliardów=miliardów, miliarda=miliarda
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      dr=doktor, prof=profesor, mgr=magister, inż=inżynier, ks=ksiądz, św=święty, p=pani, gen=generał, płk=pułkownik
      hab=habilitowany, red=redaktor, jr=junior, ul=ulica, al=aleja, pl=plac, nr=numer, np=na przykład
      tzn=to znaczy, tj=to jest, tzw=tak zwany, ok=około, godz=godzina, tel=telefon, zob=zobacz, por=porównaj
      wg=według, woj=województwo, rozdz=rozdział, ww=wyżej wymieniony, maks=maksymalnie, min=minimum
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      itd=i tak dalej, itp=i tym podobne, tys=tysięcy, sek=sekund, wiecz=wieczorem
      """);

  private static final Map<String, String> WITHOUT_STOP = WordTable.of("""
      dr=doktor, mgr=magister, nr=numer, mln=milionów, mld=miliardów, wg=według
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      s=strona, str=strona, t=tom, rys=rysunek, tab=tabela, art=artykuł, ust=ustęp, poz=pozycja, pkt=punkt
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=i, @=małpa, %=procent, #=krzyżyk, $=dolar, £=funt, °=stopnie, €=euro, ¥=jen, ²=kwadrat, ³=sześcian, №=numer
      +=plus, ½=pół, ¼=ćwierć, ¾=trzy czwarte, ⅓=jedna trzecia, ⅔=dwie trzecie
      """);

  private static final Money MONEY = new Money(", ", """
      DOLLAR=dolar amerykański/dolary amerykańskie/dolarów amerykańskich/dolara amerykańskiego; cent/centy/centów
      EURO=n:euro; cent/centy/centów
      POUND=funt/funty/funtów/funta; pens/pensy/pensów
      YEN=jen/jeny/jenów/jena
      RUPEE=f:rupia/rupie/rupii/rupii; pajsa/pajsy/pajsów
      ROUBLE=rubel/ruble/rubli/rubla; f:kopiejka/kopiejki/kopiejek
      WON=won/wony/wonów/wona
      LIRA=f:lira/liry/lir/liry; kurusz/kurusze/kuruszy
      FRANC=frank/franki/franków/franka; centym/centymy/centymów
      ZLOTY=złoty/złote/złotych/złotego; grosz/grosze/groszy
      KORUNA=f:korona/korony/koron/korony; halerz/halerze/halerzy
      FORINT=forint/forinty/forintów/forinta
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometr/kilometry/kilometrów/kilometra, m=metr/metry/metrów/metra
      cm=centymetr/centymetry/centymetrów/centymetra, mm=milimetr/milimetry/milimetrów/milimetra
      km²=kilometr kwadratowy/kilometry kwadratowe/kilometrów kwadratowych/kilometra kwadratowego
      m²=metr kwadratowy/metry kwadratowe/metrów kwadratowych/metra kwadratowego
      m³=metr sześcienny/metry sześcienne/metrów sześciennych/metra sześciennego
      ha=hektar/hektary/hektarów/hektara
      km/h=kilometr na godzinę/kilometry na godzinę/kilometrów na godzinę/kilometra na godzinę
      m/s=metr na sekundę/metry na sekundę/metrów na sekundę/metra na sekundę
      kg=kilogram/kilogramy/kilogramów/kilograma, g=gram/gramy/gramów/grama, dag=dekagram/dekagramy/dekagramów/dekagrama
      mg=miligram/miligramy/miligramów/miligrama, t=f:tona/tony/ton/tony
      l=litr/litry/litrów/litra, ml=mililitr/mililitry/mililitrów/mililitra
      h=f:godzina/godziny/godzin/godziny, godz=f:godzina/godziny/godzin/godziny, min=f:minuta/minuty/minut/minuty
      s=f:sekunda/sekundy/sekund/sekundy, sek=f:sekunda/sekundy/sekund/sekundy
      ms=f:milisekunda/milisekundy/milisekund/milisekundy
      Hz=herc/herce/herców/herca, kHz=kiloherc/kiloherce/kiloherców/kiloherca
      MHz=megaherc/megaherce/megaherców/megaherca, GHz=gigaherc/gigaherce/gigaherców/gigaherca
      dB=decybel/decybele/decybeli/decybela, kB=kilobajt/kilobajty/kilobajtów/kilobajta
      MB=megabajt/megabajty/megabajtów/megabajta, GB=gigabajt/gigabajty/gigabajtów/gigabajta
      TB=terabajt/terabajty/terabajtów/terabajta
      W=wat/waty/watów/wata, kW=kilowat/kilowaty/kilowatów/kilowata
      kWh=f:kilowatogodzina/kilowatogodziny/kilowatogodzin/kilowatogodziny, V=wolt/wolty/woltów/wolta
      kcal=f:kilokaloria/kilokalorie/kilokalorii/kilokalorii, szt=f:sztuka/sztuki/sztuk/sztuki
      %=procent, ‰=promil/promile/promili/promila, °=stopień/stopnie/stopni/stopnia
      °C=stopień/stopnie/stopni/stopnia, ℃=stopień/stopnie/stopni/stopnia
      °F=stopień fahrenheita/stopnie fahrenheita/stopni fahrenheita/stopnia fahrenheita
      """);

  private static final List<String> MONTHS = List.of("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
      "lipca", "sierpnia", "września", "października", "listopada", "grudnia");

  private static final String MONTH = "(?i:" + String.join("|", MONTHS) + ")(?!\\p{L})";

  private static final Set<String> WITH_LOCATIVE = Set.of("w", "we", "na", "po", "przy", "o");
  private static final Set<String> FEMININE_LOCATIVE =
      Set.of("klasie", "stronie", "godzinie", "minucie", "części", "lekcji", "edycji", "dekadzie", "rocznicy", "lidze",
          "połowie", "rundzie", "kolejce", "próbie", "grupie", "zmianie", "alei", "ulicy", "linii", "turze");

  /** A full stop, which is left in the text where it also ends the sentence. */
  private static final String STOP = "(?:\\.(?!$| +\\p{Lu})|(?=\\.))";

  private final PolishNumbers numbers = new PolishNumbers();

  private PolishNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("pl"), new PolishNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(shared.scaled(SCALED))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        shared.score(),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "pół"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "jedna czwarta"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "trzy czwarte"),
        Rewrite.of("(?<=\\d) ?½", " i pół"),
        Rewrite.of("(?<![\\d.,\\p{L}])1 (?="
            + "(?!imię|zwierzę|ramię|szczenię)\\p{L}{2,20}[ęą](?!\\p{L}))", "jedną "))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})m\\. ?in\\.", "między innymi"),
        Rewrite.of("(?i)(?<!\\p{L})p\\. ?n\\. ?e\\.", "przed naszą erą"),
        Rewrite.of("(?i)(?<!\\p{L})n\\. ?e\\.", "naszej ery"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(Rewrite.of("(?<![\\p{L}\\p{N}])(\\p{L}{2,3}+)(?![\\p{L}\\p{N}.-])",
        match -> WITHOUT_STOP.get(Rewrite.lower(match.group(1)))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    String day = "(0?[1-9]|[12]\\d|3[01])";
    String year = "(?:(1\\d{3}|20\\d\\d)(?: (?:r" + STOP + "|roku))?(?!\\d|[.,]\\d))";
    String ofYear = "((?:1\\d|20)\\d\\d) (rok(?:u|iem)?|r\\.)(?!\\p{L})" + WordTable.SENTENCE_END;
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> date(match.group(3), match.group(2)) + yearOf(match.group(1))),
        Rewrite.of("(?<![\\d.,])" + day + "\\. ?(0?[1-9]|1[0-2])\\. ?(\\d{4})(?!\\d)",
            match -> date(match.group(1), match.group(2)) + yearOf(match.group(3))),
        Rewrite.of("(?<![\\d.,–-])" + day + " ?[-–] ?" + day + "(?= " + MONTH + ")",
            match -> ordinal(match.group(1), Form.GENITIVE) + " do " + ordinal(match.group(2), Form.GENITIVE)),
        Rewrite.of("(?<![\\d.,])" + day + "\\.? (" + MONTH + ")(?: " + year + ")?", match ->
            ordinal(match.group(1), Form.GENITIVE) + " " + match.group(2)
                + (match.group(3) == null ? "" : " " + yearOf(match.group(3)))),
        Rewrite.of("(?<![\\p{L}\\d.,])(?:(\\p{L}+) )?" + ofYear, this::year),
        Rewrite.of("(?<!\\p{L})((?i:lata|latach|lat)) ([1-9]0)" + STOP,
            match -> match.group(1) + " " + ordinal(match.group(2),
                Rewrite.lower(match.group(1)).equals("lata") ? Form.NEUTER : Form.PLURAL_OBLIQUE)),
        Rewrite.of("(?i)(?<![\\p{L}\\d.,:])(?:(o|po|do|od|przed|na|za) )?(?:(godzinie|godziny|godzina|godz\\.) )?"
            + "([01]?\\d|2[0-4])(?::([0-5]\\d)|(?<=(?:godz\\.|godzin.) \\d{1,2})\\.([0-5]\\d))(?![\\d:])", this::time),
        Rewrite.of("(?<![\\p{L}\\d.,])(?:(\\p{L}+) )?(\\d{1,4})\\. (\\p{Ll}+)", this::ordinal),
        Rewrite.of("(?<![\\p{L}\\d.,])(\\d{1,4})(?:-(?:sz|g|c|t|m|st|n|w)?|sz|g|c|t|m|st|n|w)"
            + "(y|i|ego|emu|ym|im|a|ia|ej|iej|ą|ią|e|ie|go)"
            + "(?!\\p{L})", this::suffixed),
        Rewrite.of("(?<![\\d.,])(\\d{1,9}) ?zł (\\d{1,2}) ?gr(?!\\p{L})(?:\\.(?! \\p{Lu}|$))?",
            match -> match.group(1) + (match.group(2).length() == 1 ? ",0" : ",") + match.group(2) + " zł"));
  }

  private String ordinal(String digits, Form form) {
    return numbers.ordinal(Integer.toString(Integer.parseInt(digits)), form);
  }

  private String date(String day, String month) {
    return ordinal(day, Form.GENITIVE) + " " + MONTHS.get(Integer.parseInt(month) - 1) + " ";
  }

  private String yearOf(String digits) {
    return ordinal(digits, Form.GENITIVE) + " roku";
  }

  private String year(Matcher match) {
    String before = match.group(1) == null ? "" : match.group(1);
    boolean locative = before.matches("(?i)w|we|po|o|przy");
    boolean nominative = match.group(3).equals("rok");
    Form form = locative ? Form.LOCATIVE
        : nominative ? Form.MASCULINE : match.group(3).equals("rokiem") ? Form.LOCATIVE : Form.GENITIVE;
    String noun = match.group(3).equals("r.") ? "roku" : match.group(3);
    return (before.isEmpty() ? "" : before + " ") + ordinal(match.group(2), form) + " " + noun
        + (match.group(3).equals("r.") && match.group(4) != null ? "." : "");
  }

  private String time(Matcher match) {
    String before = match.group(1) == null ? "" : Rewrite.lower(match.group(1));
    String hourWord = match.group(2) == null ? "" : Rewrite.lower(match.group(2));
    Form form = switch (before) {
      case "o", "po", "do", "od" -> Form.FEMININE_OBLIQUE;
      case "przed", "na", "za" -> Form.FEMININE_ACCUSATIVE;
      default -> hourWord.equals("godzinie") || hourWord.equals("godziny") ? Form.FEMININE_OBLIQUE : Form.FEMININE;
    };
    String noun = !hourWord.startsWith("godz.") ? match.group(2)
        : switch (before) {
          case "o", "po" -> "godzinie";
          case "do", "od" -> "godziny";
          case "na", "za" -> "godzinę";
          case "przed" -> "godziną";
          default -> "godzina";
        };
    String minutes = match.group(4) == null ? match.group(5) : match.group(4);
    return (before.isEmpty() ? "" : match.group(1) + " ") + (hourWord.isEmpty() ? "" : noun + " ")
        + ordinal(match.group(3), form)
        + (minutes.equals("00") ? "" : " " + numbers.cardinal(minutes));
  }

  /** Null before a word that begins a new clause rather than being counted: "było ich 3. potem". */
  private String ordinal(Matcher match) {
    String before = match.group(1) == null ? "" : Rewrite.lower(match.group(1));
    String noun = match.group(3);
    if (noun.length() < 3) {
      return null;
    }
    return (before.isEmpty() ? "" : match.group(1) + " ") + ordinal(match.group(2), form(before, noun)) + " " + noun;
  }

  private static Form form(String before, String noun) {
    boolean locative = WITH_LOCATIVE.contains(before);
    if (FEMININE_LOCATIVE.contains(noun)) {
      return Form.FEMININE_OBLIQUE;
    }
    return switch (noun.charAt(noun.length() - 1)) {
      case 'a' -> before.matches("do|od|z|ze|bez|dla|obok|u") || noun.matches("piętra|miejsca|dnia|marca|tysiąclecia")
          ? Form.GENITIVE : Form.FEMININE;
      case 'o' -> Form.NEUTER;
      case 'e' -> locative ? Form.LOCATIVE : Form.NEUTER;
      case 'u' -> locative ? Form.LOCATIVE : Form.GENITIVE;
      case 'ę', 'ą' -> Form.FEMININE_ACCUSATIVE;
      case 'y', 'i' -> Form.FEMININE_OBLIQUE;
      default -> noun.endsWith("em") ? Form.LOCATIVE : Form.MASCULINE;
    };
  }

  private String suffixed(Matcher match) {
    return ordinal(match.group(1), switch (match.group(2)) {
      case "ego", "go" -> Form.GENITIVE;
      case "emu" -> Form.DATIVE;
      case "ym", "im" -> Form.LOCATIVE;
      case "a", "ia" -> Form.FEMININE;
      case "ej", "iej" -> Form.FEMININE_OBLIQUE;
      case "ą", "ią" -> Form.FEMININE_ACCUSATIVE;
      case "e", "ie" -> Form.NEUTER;
      default -> Form.MASCULINE;
    });
  }
}
