package coqui.text.normalizer;

import coqui.text.normalizer.RussianNumbers.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Russian. Ordinals are written with their ending: "2-я"; a number with a full stop is a number. */
final class RussianNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=минус, to=–, point=точка, plus=плюс, equals=равно, times=умножить на, divided=разделить на, number=номер
      """);

  private static final Map<String, Noun> SCALED = WordTable.nouns("""
      тыс.=f:тысяча/тысячи/тысяч/тысячи, тыс=f:тысяча/тысячи/тысяч/тысячи, млн.=миллион/миллиона/миллионов/миллиона
      млн=миллион/миллиона/миллионов/миллиона, млрд.=миллиард/миллиарда/миллиардов/миллиарда
      млрд=миллиард/миллиарда/миллиардов/миллиарда, трлн=триллион/триллиона/триллионов/триллиона
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      тысяча=тысяча, тысячи=тысячи, тысяч=тысяч, миллион=миллион, миллиона=миллиона, миллионов=миллионов
      миллиард=миллиард, миллиарда=миллиарда, миллиардов=миллиардов, триллион=триллион, триллиона=триллиона
      триллионов=триллионов
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      проф=профессор, акад=академик, доц=доцент, ген=генерал, св=святой, ул=улица, пл=площадь
      просп=проспект, пер=переулок, бул=бульвар, наб=набережная, тел=телефон, напр=например, см=смотри, ср=сравни
      прим=примечание, обл=область, англ=английский, нем=немецкий, лат=латинский, гр=гражданин, стр=страница
      табл=таблица, гл=глава, ок=около, корп=корпус
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      др=другие, пр=прочее, руб=рублей, коп=копеек, тыс=тысяч, мин=минут, сек=секунд, млн=миллионов, млрд=миллиардов
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("""
      д=дом, кв=квартира, с=страница, стр=страница, т=том, п=пункт, ст=статья, рис=рисунок, гл=глава, г=год, о=остров
      """);

  /** With a hyphen in the middle, without a full stop of their own. */
  private static final Map<String, String> HYPHENATED = WordTable.of("""
      г-н=господин, г-жа=госпожа, д-р=доктор, пр-т=проспект, ул-ца=улица, б-р=бульвар, р-н=район, ж-д=железная дорога
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=и, @=собака, %=процентов, #=номер, $=доллар, £=фунт, °=градус, €=евро, ¥=иена, ₽=рубль, ²=в квадрате, ³=в кубе
      №=номер, +=плюс, ½=половина, ¼=четверть, ¾=три четверти, ⅓=одна треть, ⅔=две трети
      """);

  private static final Money MONEY = new Money(", ", """
      DOLLAR=доллар/доллара/долларов/доллара; цент/цента/центов
      EURO=евро; цент/цента/центов
      POUND=фунт/фунта/фунтов/фунта; пенс/пенса/пенсов
      YEN=f:иена/иены/иен/иены
      RUPEE=f:рупия/рупии/рупий/рупии; f:пайса/пайсы/пайс
      ROUBLE=рубль/рубля/рублей/рубля; f:копейка/копейки/копеек
      WON=f:вона/воны/вон/воны
      LIRA=f:лира/лиры/лир/лиры; куруш/куруша/курушей
      FRANC=франк/франка/франков/франка; сантим/сантима/сантимов
      ZLOTY=злотый/злотых/злотых/злотого; грош/гроша/грошей
      KORUNA=f:крона/кроны/крон/кроны; геллер/геллера/геллеров
      FORINT=форинт/форинта/форинтов/форинта
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      км=километр/километра/километров/километра, м=метр/метра/метров/метра
      см=сантиметр/сантиметра/сантиметров/сантиметра, мм=миллиметр/миллиметра/миллиметров/миллиметра
      км²=квадратный километр/квадратных километра/квадратных километров/квадратного километра
      м²=квадратный метр/квадратных метра/квадратных метров/квадратного метра
      м³=кубический метр/кубических метра/кубических метров/кубического метра, га=гектар/гектара/гектаров/гектара
      км/ч=километр в час/километра в час/километров в час/километра в час
      м/с=метр в секунду/метра в секунду/метров в секунду/метра в секунду
      кг=килограмм/килограмма/килограммов/килограмма, г=грамм/грамма/граммов/грамма
      мг=миллиграмм/миллиграмма/миллиграммов/миллиграмма, т=f:тонна/тонны/тонн/тонны
      л=литр/литра/литров/литра, мл=миллилитр/миллилитра/миллилитров/миллилитра
      ч=час/часа/часов/часа, мин=f:минута/минуты/минут/минуты, с=f:секунда/секунды/секунд/секунды
      сек=f:секунда/секунды/секунд/секунды, мс=f:миллисекунда/миллисекунды/миллисекунд/миллисекунды
      Гц=герц/герца/герц/герца, кГц=килогерц/килогерца/килогерц/килогерца, МГц=мегагерц/мегагерца/мегагерц/мегагерца
      ГГц=гигагерц/гигагерца/гигагерц/гигагерца, дБ=децибел/децибела/децибел/децибела
      КБ=килобайт/килобайта/килобайт/килобайта, МБ=мегабайт/мегабайта/мегабайт/мегабайта
      ГБ=гигабайт/гигабайта/гигабайт/гигабайта, ТБ=терабайт/терабайта/терабайт/терабайта
      Вт=ватт/ватта/ватт/ватта, кВт=киловатт/киловатта/киловатт/киловатта, В=вольт/вольта/вольт/вольта
      ккал=f:килокалория/килокалории/килокалорий/килокалории, шт=f:штука/штуки/штук/штуки
      руб=рубль/рубля/рублей/рубля, р=рубль/рубля/рублей/рубля, коп=f:копейка/копейки/копеек/копейки
      %=процент/процента/процентов/процента, ‰=промилле, °=градус/градуса/градусов/градуса
      °C=градус/градуса/градусов/градуса, °С=градус/градуса/градусов/градуса, ℃=градус/градуса/градусов/градуса
      °F=градус фаренгейта/градуса фаренгейта/градусов фаренгейта/градуса фаренгейта
      """);

  private static final List<String> MONTHS = List.of("января", "февраля", "марта", "апреля", "мая", "июня", "июля",
      "августа", "сентября", "октября", "ноября", "декабря");

  private static final String MONTH = "(?i:" + String.join("|", MONTHS) + ")(?!\\p{L})";

  private final RussianNumbers numbers = new RussianNumbers();

  private RussianNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("ru"), new RussianNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(shared.scaled(SCALED),
        Rewrite.of("(?<![\\d.,])(\\d{1,9}) ?(?:руб\\.?|₽) (\\d{1,2}) ?коп(?!\\p{L})(?:\\.(?! \\p{Lu}|$))?",
            match -> match.group(1) + (match.group(2).length() == 1 ? ",0" : ",") + match.group(2) + " ₽"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        shared.score(),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "одна вторая"),
        Rewrite.of("(?<![\\d.,/])1/3(?![\\d/])", "одна треть"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "одна четверть"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "три четверти"),
        Rewrite.of("(?<=\\d) ?½", " с половиной"),
        Rewrite.of("(?<![\\d.,\\p{L}])((?:\\d{0,8}[02-9])?1)(?= \\p{L}{2,20}[ую](?!\\p{L}))", this::accusativeOne))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.add(Rewrite.of("(?<![\\p{L}-])(\\p{L}{1,2}-\\p{L}{1,2})(?![\\p{L}-])\\.?",
        match -> HYPHENATED.get(Rewrite.lower(match.group(1)))));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        stopped("т\\. ?д", "так далее"), stopped("т\\. ?п", "тому подобное"), stopped("н\\. ?э", "нашей эры"),
        Rewrite.of("(?i)(?<!\\p{L})т\\. ?е\\.", "то есть"),
        Rewrite.of("(?i)(?<!\\p{L})т\\. ?к\\.", "так как"),
        Rewrite.of("(?<!\\p{L})г\\. ?(?=\\p{Lu})", "город "),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  /** An abbreviation whose last stop also ends the sentence if it stands there. */
  private static Rewrite stopped(String letters, String words) {
    return Rewrite.of("(?i)(?<!\\p{L})" + letters + "\\.(?-i)" + WordTable.SENTENCE_END,
        match -> match.group(1) == null ? words : words + ".");
  }

  private List<Rewrite> datesAndTimes() {
    String day = "(0?[1-9]|[12]\\d|3[01])";
    String yearWord = "(год[ау]?|годом|гг?\\.?)(?!\\p{L})" + WordTable.SENTENCE_END;
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> date(match.group(3), match.group(2)) + " " + ordinal(match.group(1), Form.GENITIVE) + " года"),
        Rewrite.of("(?<![\\d.,])" + day + "\\.(0?[1-9]|1[0-2])\\.(\\d{4})(?!\\d)(?: (?:года|г\\.))?",
            match -> date(match.group(1), match.group(2)) + " " + ordinal(match.group(3), Form.GENITIVE) + " года"),
        Rewrite.of("(?<![\\d.,–-])" + day + " ?[-–] ?" + day + "(?= " + MONTH + ")",
            match -> ordinal(match.group(1), Form.GENITIVE) + " – " + ordinal(match.group(2), Form.GENITIVE)),
        Rewrite.of("(?<![\\d.,])" + day + " (" + MONTH + ")",
            match -> ordinal(match.group(1), Form.GENITIVE) + " " + match.group(2)),
        Rewrite.of("(?<=" + MONTH.replace("(?!\\p{L})", "") + " )((?:1\\d|20)\\d\\d)(?! ?г|[.,]?\\d)",
            match -> ordinal(match.group(1), Form.GENITIVE) + " года"),
        Rewrite.of("(?i)(?<![\\p{L}\\d.,])(?:(\\p{L}+) )?((?:1\\d|20)\\d\\d) (?-i)" + yearWord, this::year),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?![\\d:])",
            match -> numbers.cardinal(Integer.parseInt(match.group(1))) + " "
                + (match.group(2).equals("00") ? "ноль ноль" : numbers.cardinal(match.group(2)))),
        Rewrite.of("(?i)(?<![\\p{L}\\d.,])(?:(в|во|на|о|при|по) )?(\\d{1,4})-"
            + "(ый|ой|ий|й|ого|его|го|ому|ему|му|ым|им|ом|ем|м|ая|ья|я|ую|ью|ю|ое|ье|е|ые|ых|их|х|ыми|ми)(?!\\p{L})"
            + "(?= (год))?", this::suffixed));
  }

  private String ordinal(String digits, Form form) {
    return numbers.ordinal(Integer.toString(Integer.parseInt(digits)), form);
  }

  private String date(String day, String month) {
    return ordinal(day, Form.GENITIVE) + " " + MONTHS.get(Integer.parseInt(month) - 1);
  }

  private String year(Matcher match) {
    String before = match.group(1) == null ? "" : match.group(1);
    String written = match.group(3);
    boolean abbreviated = written.startsWith("г") && !written.startsWith("год");
    boolean inYear = Rewrite.lower(before).matches("в|во|о|на");
    String noun = !abbreviated ? written : inYear ? "году" : "года";
    Form form = switch (noun) {
      case "году" -> inYear ? Form.PREPOSITIONAL : Form.DATIVE;
      case "год" -> Form.MASCULINE;
      case "годом" -> Form.INSTRUMENTAL;
      default -> Form.GENITIVE;
    };
    boolean endsSentence = abbreviated && written.endsWith(".") && match.group(4) != null;
    return (before.isEmpty() ? "" : before + " ") + ordinal(match.group(2), form) + " " + noun
        + (endsSentence ? "." : "");
  }

  private String suffixed(Matcher match) {
    String before = match.group(1) == null ? "" : match.group(1) + " ";
    boolean prepositional = !before.isEmpty() && !Rewrite.lower(before).equals("по ");
    boolean decade = match.group(2).endsWith("0") && (match.group(4) != null || match.group(2).length() == 4);
    return before + ordinal(match.group(2), switch (Rewrite.lower(match.group(3))) {
      case "ого", "его", "го" -> Form.GENITIVE;
      case "ому", "ему", "му" -> Form.DATIVE;
      case "ым", "им" -> Form.INSTRUMENTAL;
      case "ом", "ем" -> Form.PREPOSITIONAL;
      case "м" -> prepositional ? Form.PREPOSITIONAL : Form.INSTRUMENTAL;
      case "ая", "ья", "я" -> Form.FEMININE;
      case "ую", "ью", "ю" -> Form.FEMININE_ACCUSATIVE;
      case "ое", "ье" -> Form.NEUTER;
      case "е" -> decade ? Form.PLURAL : Form.NEUTER;
      case "ые" -> Form.PLURAL;
      case "ых", "их", "х" -> Form.PLURAL_OBLIQUE;
      case "ыми", "ми" -> Form.PLURAL_INSTRUMENTAL;
      case "ой" -> prepositional ? Form.FEMININE_OBLIQUE : Form.MASCULINE;
      case "й" -> prepositional && !Rewrite.lower(before).matches("(?:на|в) ") ? Form.FEMININE_OBLIQUE : Form.MASCULINE;
      default -> Form.MASCULINE;
    });
  }

  /** "1 книгу": одну. */
  private String accusativeOne(Matcher match) {
    String feminine = numbers.amount(new Amount(match.group(1), ""), Gender.FEMININE);
    return feminine.substring(0, feminine.length() - 1) + "у";
  }
}
