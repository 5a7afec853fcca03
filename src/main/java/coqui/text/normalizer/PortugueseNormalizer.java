package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/** Portuguese, European where it differs, as XTTS learned it; the real of Brazil is known, too. */
final class PortugueseNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=menos, to=a, point=ponto, plus=mais, equals=igual a, times=vezes, divided=dividido por, number=número
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      mil milhões=mil milhões, milhões=milhões, milhão=milhão, bilhões=bilhões, bilhão=bilhão, M=milhões
      """);

  /** The first line is Coqui's. */
  private static final Map<String, String> TITLES = WordTable.of("""
      sra=senhora, sr=senhor, dr=doutor, dra=doutora, st=santo, co=companhia, jr=júnior, ltd=limitada
      srta=senhorita, srs=senhores, sras=senhoras, drs=doutores, dras=doutoras, prof=professor, profa=professora
      profª=professora, eng=engenheiro, engª=engenheira, arq=arquiteto, gen=general, cel=coronel, cap=capitão
      ten=tenente, mons=monsenhor, sto=santo, sta=santa, av=avenida, exmo=excelentíssimo, exma=excelentíssima
      lic=licenciado, pe=padre, aprox=aproximadamente, ca=cerca de, vs=versus, tel=telefone, núm=número, máx=máximo
      mín=mínimo, ltda=limitada
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("etc=et cetera");

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      pág=página, págs=páginas, p=página, pp=páginas, no=número, n=número, cap=capítulo, art=artigo, fig=figura
      vol=volume, ed=edição
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=e, @=arroba, %=por cento, #=cardinal, $=dólar, £=libra, °=graus
      €=euros, ¥=ienes, ²=ao quadrado, ³=ao cubo, №=número, ½=meio, ¼=um quarto, ¾=três quartos
      ⅓=um terço, ⅔=dois terços, ‰=por mil
      """);

  private static final Money MONEY = new Money(" e ", """
      DOLLAR=dólar/dólares; cêntimo/cêntimos
      EURO=euro/euros; cêntimo/cêntimos
      POUND=f:libra/libras; péni/pence
      YEN=iene/ienes
      RUPEE=f:rupia/rupias; paisa/paisas
      ROUBLE=rublo/rublos; copeque/copeques
      WON=won
      LIRA=f:lira turca/liras turcas; kuruş
      FRANC=franco/francos; cêntimo/cêntimos
      ZLOTY=zlóti/zlótis; grosz
      KORUNA=f:coroa/coroas; haler
      FORINT=forinte/forintes
      """);

  private static final Noun REAL = Noun.of("real/reais");
  private static final Noun CENTAVO = Noun.of("centavo/centavos");

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=quilómetro/quilómetros, m=metro/metros, cm=centímetro/centímetros, mm=milímetro/milímetros
      km²=quilómetro quadrado/quilómetros quadrados, m²=metro quadrado/metros quadrados
      m³=metro cúbico/metros cúbicos, ha=hectare/hectares
      km/h=quilómetro por hora/quilómetros por hora, m/s=metro por segundo/metros por segundo
      kg=quilo/quilos, g=grama/gramas, mg=miligrama/miligramas, t=f:tonelada/toneladas
      l=litro/litros, L=litro/litros, ml=mililitro/mililitros, cl=centilitro/centilitros
      h=f:hora/horas, min=minuto/minutos, s=segundo/segundos, seg=segundo/segundos, ms=milissegundo/milissegundos
      Hz=hertz, kHz=quilohertz, MHz=megahertz, GHz=gigahertz, dB=decibel/decibéis
      kB=quilobyte/quilobytes, KB=quilobyte/quilobytes, MB=megabyte/megabytes, GB=gigabyte/gigabytes
      TB=terabyte/terabytes, W=watt/watts, kW=quilowatt/quilowatts, MW=megawatt/megawatts
      kWh=quilowatt hora/quilowatts hora, V=volt/volts, kcal=f:quilocaloria/quilocalorias, %=por cento, ‰=por mil
      °=grau/graus, °C=grau celsius/graus celsius, ℃=grau celsius/graus celsius
      °F=grau fahrenheit/graus fahrenheit
      """);

  private static final Map<String, Noun> FRACTIONS = WordTable.nouns("""
      2=meio/meios, 3=terço/terços, 4=quarto/quartos, 5=quinto/quintos, 6=sexto/sextos, 8=oitavo/oitavos
      10=décimo/décimos
      """);

  private static final List<String> MONTHS = List.of("janeiro", "fevereiro", "março", "abril", "maio", "junho",
      "julho", "agosto", "setembro", "outubro", "novembro", "dezembro");

  private static final Set<String> NAMED_BY_NUMBER = Set.of((
      "o do no ao número capítulo página artigo tomo volume nível fase opção grupo equipa equipe canal linha sala"
          + " secção"
          + " seção quarto porta andar parte tema exercício versão figura tabela lição etapa pergunta").split(" "));

  private final PortugueseNumbers numbers = new PortugueseNumbers();

  private PortugueseNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("pt"), new PortugueseNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?i)(?<!\\p{L})n\\.?[ºo°] ?(?=\\d)", "número "),
        WordTable.beforeNumber(BEFORE_NUMBER),
        Rewrite.of("(?<![\\d.,])(\\d{1,6})\\.?([ºª])",
            match -> numbers.ordinal(match.group(1), match.group(2).equals("ª") ? Gender.FEMININE : Gender.MASCULINE)),
        RomanceSteps.fractions(FRACTIONS, numbers),
        Rewrite.of("(?<!\\d)(\\d{1,9})½", match -> numbers.cardinal(match.group(1)) + " e meio"),
        RomanceSteps.names(NAMED_BY_NUMBER, numbers))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?i)(?<!\\p{L})p\\. ?ex\\.", "por exemplo"),
        Rewrite.of("(?<!\\p{L})([ad])\\. ?C\\." + WordTable.SENTENCE_END,
            match -> (match.group(1).equals("a") ? "antes" : "depois") + " de cristo"
                + (match.group(2) == null ? "" : ".")),
        Rewrite.of("(?<!\\p{L})D\\.(?= \\p{Lu}\\p{Ll}*[ao](?!\\p{L}))", "dom"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    List<Rewrite> steps = new ArrayList<>(NumericDates.steps((day, month, year) ->
        numbers.cardinal(day) + " de " + MONTHS.get(month) + " de " + numbers.cardinal(year)));
    steps.add(Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4])(?::| ?h ?)([0-5]\\d)(?::([0-5]\\d))?(?![\\d:])"
        + "(?: ?(?:horas|h|min)(?!\\p{L}))?", this::time));
    steps.add(Rewrite.of("(?i)(?<!\\p{L})((?:às?|as) )(1|2|21|22)"
        + "(?= (?:da|de|do|em|e|h|a|ou)(?!\\p{L})|[;!?]|[.,](?!\\d)|$)",
        match -> match.group(1) + feminine(match.group(2))));
    steps.add(Rewrite.of("R\\$ ?(" + numbers.notation().pattern()
        + ")(?: (mil|milhão|milhões|bilhão|bilhões)(?!\\p{L}))?", this::reais));
    return steps;
  }

  private String feminine(String digits) {
    return numbers.amount(new Amount(Integer.toString(Integer.parseInt(digits)), ""), Gender.FEMININE);
  }

  /** 12:30 → doze e trinta. */
  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    String spoken = feminine(match.group(1)) + (minute == 0 ? "" : " e " + numbers.cardinal(minute));
    return match.group(3) == null ? spoken
        : spoken + " e " + numbers.count(new Amount(Integer.toString(Integer.parseInt(match.group(3))), ""),
            UNITS.get("s"));
  }

  private String reais(Matcher match) {
    Amount amount = numbers.notation().parse(match.group(1));
    String scale = match.group(2);
    if (scale != null) {
      return numbers.amount(amount, Gender.MASCULINE) + " " + scale + (scale.equals("mil") ? " reais" : " de reais");
    }
    if (amount.isWhole() || amount.fraction().length() > 2 || amount.hundredths().isZero()) {
      return numbers.count(amount.isWhole() || amount.fraction().length() > 2 ? amount : amount.wholePart(), REAL);
    }
    String centavos = numbers.count(amount.hundredths(), CENTAVO);
    return amount.wholePart().isZero() ? centavos : numbers.count(amount.wholePart(), REAL) + " e " + centavos;
  }
}
