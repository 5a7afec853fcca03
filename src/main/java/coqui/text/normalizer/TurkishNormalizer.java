package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Turkish. The percent sign stands before its number; a number with a full stop is an ordinal before a noun. */
final class TurkishNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=eksi, to=ila, point=nokta, plus=artı, equals=eşittir, times=çarpı, divided=bölü, number=numara
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      bin=bin, milyon=milyon, milyar=milyar, trilyon=trilyon, mn=milyon, mlyn=milyon, mr=milyar, mlr=milyar
      """);

  private static final Map<String, String> TITLES = WordTable.of("""
      dr=doktor, b=bay, byk=büyük, prof=profesör, doç=doçent, yrd=yardımcı, av=avukat
      sn=sayın, müh=mühendis, alb=albay, gen=general, bnb=binbaşı, yzb=yüzbaşı, ord=ordinaryüs, op=operatör, hz=hazreti
      örn=örneğin, bkz=bakınız, yakl=yaklaşık, tel=telefon, çev=çeviren
      no=numara, ort=ortalama, md=madde, mim=mimar
      mah=mahallesi, cad=caddesi, sok=sokak, apt=apartmanı, blv=bulvarı
      """);

  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      vb=ve benzeri, vs=vesaire, vd=ve diğerleri, yy=yüzyıl
      """);

  private static final Map<String, String> BEFORE_NUMBER = WordTable.of("s=sayfa, sf=sayfa, c=cilt, m=madde, d=daire");

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=ve, @=at, %=yüzde, #=diyez, $=dolar, £=sterlin, °=derece, €=euro, ¥=yen, ₺=lira, ²=kare, ³=küp, №=numara
      +=artı, ½=yarım, ¼=çeyrek, ¾=dörtte üç, ⅓=üçte bir, ⅔=üçte iki, ‰=binde
      """);

  private static final Money MONEY = new Money(" ", """
      DOLLAR=dolar; sent
      EURO=euro; sent
      POUND=sterlin; peni
      YEN=yen
      RUPEE=rupi; paisa
      ROUBLE=ruble; kopek
      WON=won
      LIRA=lira; kuruş
      FRANC=frank; santim
      ZLOTY=zloti; groş
      KORUNA=kron; heller
      FORINT=forint
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometre, m=metre, cm=santimetre, mm=milimetre, km²=kilometrekare, m²=metrekare, m³=metreküp, ha=hektar
      km/h=kilometre saat, km/s=kilometre saat, km/sa=kilometre saat, m/s=metre saniye, kg=kilogram, g=gram, gr=gram
      mg=miligram, t=ton, l=litre, lt=litre, ml=mililitre, cl=santilitre, sa=saat, dk=dakika, sn=saniye, s=saniye
      ms=milisaniye, Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz, dB=desibel, kB=kilobayt, KB=kilobayt
      MB=megabayt, GB=gigabayt, TB=terabayt, W=vat, kW=kilovat, MW=megavat, kWh=kilovatsaat, V=volt, kcal=kilokalori
      °=derece, °C=derece, ℃=derece, °F=fahrenheit derece
      """);

  private static final List<String> MONTHS = List.of("ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz",
      "ağustos", "eylül", "ekim", "kasım", "aralık");

  /** Nouns that are written with a capital after their ordinal, as parts of names. */
  private static final String NAMED = "(?:Dünya|Lig|Kat|Bölüm|Cadde|Sokak|Ordu|Haçlı|Murat|Mehmet|Selim|Yüzyıl)";

  private final TurkishNumbers numbers = new TurkishNumbers();

  private TurkishNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("tr"), new TurkishNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, datesAndTimes()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, ordinalsAndPercent()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        WordTable.beforeNumber(BEFORE_NUMBER),
        shared.score(),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "yarım"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "çeyrek"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "dörtte üç"),
        Rewrite.of("(?<=\\d) ?½", " buçuk"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?<!\\p{L})[Mm]\\.? ?[Öö]\\.", "milattan önce"),
        Rewrite.of("(?<!\\p{L})[Mm]\\.? ?[Ss]\\.", "milattan sonra"),
        Rewrite.of("(?<!\\p{L})T\\. ?C\\.", "türkiye cumhuriyeti"),
        WordTable.abbreviations(ABBREVIATIONS),
        WordTable.titles(TITLES))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private List<Rewrite> datesAndTimes() {
    return List.of(
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> date(match.group(3), match.group(2), match.group(1))),
        Rewrite.of("(?<![\\d./])(0?[1-9]|[12]\\d|3[01])([./])(0?[1-9]|1[0-2])\\2(\\d{4})(?!\\d)",
            match -> date(match.group(1), match.group(3), match.group(4))),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?![\\d:])", this::time),
        Rewrite.of("(?<=(?:[Ss]aat|SAAT) )([01]?\\d|2[0-4])\\.([0-5]\\d)(?!\\d|\\.\\d)", this::time));
  }

  private List<Rewrite> ordinalsAndPercent() {
    String number = numbers.notation().pattern();
    return List.of(
        Rewrite.of("%[ \\u00a0]?(?=\\d)|(?<![\\d.,])%(?=-?\\d)", "yüzde "),
        Rewrite.of("‰ ?(?=\\d)", "binde "),
        Rewrite.of("(?<![\\d.,])(" + number + ")[ \\u00a0]?([%‰])",
            match -> (match.group(2).equals("%") ? "yüzde " : "binde ")
                + numbers.amount(numbers.notation().parse(match.group(1)), Gender.NONE)),
        Rewrite.of("(?<![\\d.,\\p{L}])(\\d{1,9})(?:['’]?[ıiuü]?nc[ıiuü])", match -> numbers.ordinal(match.group(1))),
        Rewrite.of("(?<![\\d.,\\p{L}-])(\\d{1,4})\\. ?[-–] ?(\\d{1,4})\\.(?= \\p{Ll})",
            match -> numbers.ordinal(match.group(1)) + " " + numbers.ordinal(match.group(2))),
        Rewrite.of("(?<![\\d.,:/\\p{L}-])(\\d{1,4})\\.(?= (?:\\p{Ll}|" + NAMED + "(?!\\p{Ll})))",
            match -> match.group(1).startsWith("0") ? null : numbers.ordinal(match.group(1))));
  }

  private String date(String day, String month, String year) {
    return numbers.cardinal(Integer.parseInt(day)) + " " + MONTHS.get(Integer.parseInt(month) - 1) + " "
        + numbers.cardinal(year);
  }

  private String time(Matcher match) {
    return numbers.cardinal(Integer.parseInt(match.group(1)))
        + (match.group(2).equals("00") ? "" : " " + numbers.cardinal(match.group(2)));
  }
}
