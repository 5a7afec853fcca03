package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Spanish. Coqui's cleaner has every number masculine and alone; here it agrees with what it counts. */
final class SpanishNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=menos, to=a, point=punto, plus=más, equals=igual a, times=por, divided=entre, number=número
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      mil millones=mil millones, millones=millones, millón=millón, billones=billones, billón=billón, M=millones
      mill.=millones
      """);

  /** The first line is Coqui's. */
  private static final Map<String, String> TITLES = WordTable.of("""
      sra=señora, sr=señor, dr=doctor, dra=doctora, st=santo, co=compañía, jr=junior, ltd=limitada
      srta=señorita, sres=señores, sras=señoras, dres=doctores, dras=doctoras, dña=doña, dª=doña
      prof=profesor, profa=profesora, lic=licenciado, ing=ingeniero, arq=arquitecto, gral=general, cnel=coronel
      tte=teniente, cap=capitán, mons=monseñor, sto=santo, sta=santa, av=avenida, avda=avenida, ctra=carretera
      pza=plaza, excmo=excelentísimo, excma=excelentísima, aprox=aproximadamente, vs=versus, ca=circa, núm=número
      tel=teléfono, máx=máximo, mín=mínimo, esp=especialmente, atte=atentamente
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      etc=etcétera, ud=usted, uds=ustedes, vd=usted, vds=ustedes, dpto=departamento
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      pág=página, págs=páginas, p=página, pp=páginas, no=número, nº=número, n=número, cap=capítulo, art=artículo
      fig=figura, vol=volumen, ed=edición
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=y, @=arroba, %=por ciento, #=numeral, $=dólar, £=libra, °=grados
      €=euros, ¥=yenes, ²=al cuadrado, ³=al cubo, №=número, ½=medio, ¼=un cuarto, ¾=tres cuartos
      ⅓=un tercio, ⅔=dos tercios, ‰=por mil
      """);

  private static final Money MONEY = new Money(" con ", """
      DOLLAR=dólar/dólares; centavo/centavos
      EURO=euro/euros; céntimo/céntimos
      POUND=f:libra/libras; penique/peniques
      YEN=yen/yenes
      RUPEE=f:rupia/rupias; f:paisa/paisas
      ROUBLE=rublo/rublos; kopek/kopeks
      WON=won/wones
      LIRA=f:lira/liras; kurus
      FRANC=franco/francos; céntimo/céntimos
      ZLOTY=esloti/eslotis; grosz
      KORUNA=f:corona/coronas; haler
      FORINT=forinto/forintos
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilómetro/kilómetros, m=metro/metros, cm=centímetro/centímetros, mm=milímetro/milímetros
      km²=kilómetro cuadrado/kilómetros cuadrados, m²=metro cuadrado/metros cuadrados
      m³=metro cúbico/metros cúbicos, cm³=centímetro cúbico/centímetros cúbicos
      km/h=kilómetro por hora/kilómetros por hora, m/s=metro por segundo/metros por segundo
      kg=kilo/kilos, g=gramo/gramos, mg=miligramo/miligramos, t=f:tonelada/toneladas
      l=litro/litros, L=litro/litros, ml=mililitro/mililitros, cl=centilitro/centilitros
      h=f:hora/horas, hrs=f:hora/horas, min=minuto/minutos, s=segundo/segundos, seg=segundo/segundos
      ms=milisegundo/milisegundos
      Hz=hercio/hercios, kHz=kilohercio/kilohercios, MHz=megahercio/megahercios, GHz=gigahercio/gigahercios
      dB=decibelio/decibelios, kB=kilobyte/kilobytes, KB=kilobyte/kilobytes, MB=megabyte/megabytes
      GB=gigabyte/gigabytes, TB=terabyte/terabytes
      W=vatio/vatios, kW=kilovatio/kilovatios, MW=megavatio/megavatios, kWh=kilovatio hora/kilovatios hora
      V=voltio/voltios, kcal=f:kilocaloría/kilocalorías, %=n:por ciento, ‰=n:por mil
      °=grado/grados, °C=grado celsius/grados celsius, ℃=grado celsius/grados celsius
      °F=grado fahrenheit/grados fahrenheit
      """);

  private static final Map<String, Noun> FRACTIONS = WordTable.nouns("""
      2=medio/medios, 3=tercio/tercios, 4=cuarto/cuartos, 5=quinto/quintos, 6=sexto/sextos, 8=octavo/octavos
      10=décimo/décimos
      """);

  private static final List<String> MONTHS = List.of("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio",
      "agosto", "septiembre", "octubre", "noviembre", "diciembre");

  private static final Set<String> NAMED_BY_NUMBER = Set.of((
      "el al del número capítulo página artículo tomo volumen nivel fase opción grupo equipo canal línea sala sección"
          + " habitación puerta planta ruta pista parte tema ejercicio versión figura tabla lección apartado párrafo"
          + " piso"
          + " año jugador pregunta").split(" "));

  private final SpanishNumbers numbers = new SpanishNumbers();

  private SpanishNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("es"), new SpanishNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?i)(?<!\\p{L})n(?:úm)?\\.?[ºo°] ?(?=\\d)", "número "),
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,])(\\d{1,6})\\.?([ºª]|(?:er|ra|ro|da|do|ta|to|ma|mo|va|vo|na|no)(?!\\p{L}))"
            + "(?= ?(\\p{L}[\\p{L}\\p{M}]*+)?)", this::ordinal),
        RomanceSteps.fractions(FRACTIONS, numbers),
        Rewrite.of("(?<!\\d)(\\d{1,9})½", match -> numbers.cardinal(match.group(1)) + " y medio"),
        RomanceSteps.names(NAMED_BY_NUMBER, numbers))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})p\\. ?ej\\.", "por ejemplo"),
        Rewrite.of("(?<!\\p{L})EE\\. ?UU\\." + WordTable.SENTENCE_END,
            match -> "estados unidos" + (match.group(1) == null ? "" : ".")),
        Rewrite.of("(?<!\\p{L})([ad])\\. ?C\\." + WordTable.SENTENCE_END,
            match -> (match.group(1).equals("a") ? "antes" : "después") + " de cristo"
                + (match.group(2) == null ? "" : ".")),
        Rewrite.of("(?<!\\p{L})D\\.(?= \\p{Lu}\\p{Ll})", "don"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    List<Rewrite> steps = new ArrayList<>(NumericDates.steps((day, month, year) ->
        numbers.cardinal(day) + " de " + MONTHS.get(month) + " de " + numbers.cardinal(year)));
    steps.add(Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4])(?::| ?h ?)([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])"
        + "(?: ?(?:horas|hrs?|h)(?!\\p{L})\\.?)?", this::time));
    steps.add(Rewrite.of("(?i)(?<!\\p{L})(las? )(1|21)"
        + "(?= (?:de|del|en|y|a|o|menos|pm|am|h)(?!\\p{L})|[;!?]|[.,](?!\\d)|$)",
        match -> match.group(1) + numbers.amount(new Amount(match.group(2), ""), Gender.FEMININE)));
    return steps;
  }

  private String ordinal(Matcher match) {
    String next = match.group(3);
    boolean feminine = match.group(2).equals("ª") || match.group(2).endsWith("a");
    Gender gender = feminine ? Gender.FEMININE
        : match.group(2).equals("er") ? Gender.MASCULINE
        : next == null || numbers.genderOf(next) != Gender.MASCULINE ? Gender.NONE
        : Gender.MASCULINE;
    return numbers.ordinal(match.group(1), gender);
  }

  /** 12:30 → doce y media, 18:30 → dieciocho treinta. */
  private String time(Matcher match) {
    int hour = Integer.parseInt(match.group(1));
    int minute = Integer.parseInt(match.group(2));
    String spoken = numbers.amount(new Amount(Integer.toString(hour), ""), Gender.FEMININE);
    if (minute == 30 && hour <= 12) {
      spoken += " y media";
    } else if (minute == 15 && hour <= 12) {
      spoken += " y cuarto";
    } else if (minute > 0) {
      spoken += (minute < 10 ? " y " : " ") + numbers.cardinal(minute);
    }
    return match.group(3) == null ? spoken
        : spoken + " y " + numbers.count(new Amount(Integer.toString(Integer.parseInt(match.group(3))), ""),
            UNITS.get("s"));
  }
}
