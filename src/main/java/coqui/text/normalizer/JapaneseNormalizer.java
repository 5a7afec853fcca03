package coqui.text.normalizer;

import coqui.text.romanizer.JapaneseRomanizer;
import java.math.BigDecimal;
import java.text.Normalizer.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Japanese in Latin letters. Numbers are spelled in these at once; units have the spelling that the romaniser gives to
 * loanwords. Straight quotation marks stay, since the reference writes them for 「」 too.
 */
final class JapaneseNormalizer {

  private static final EastAsianSteps.Formats FORMATS = new EastAsianSteps.Formats(
      "%s年%s月%s日", "%s時%s分", "%s時", "%2$s bun no %1$s", "摂氏%s度", "マイナス%s");

  private static final Map<String, String> WORDS = Map.of(
      "minus", "マイナス", "to", " kara ", "plus", " tasu ", "times", " kakeru ", "equals", " wa ", "divided", " waru ");

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=and, @=at, %=percent, #=sharp, +=plus, ==equal, ＝=equal, ×=かける, ÷=わる, °=度, ℃=度, №=number, ‰=permil
      $=dollar, €=euro, £=pound, ¥=円, ₩=won, ₹=rupee, ₽=rouble, ₺=lira, ½=ni bun no ichi, ¼=yon bun no ichi
      ¾=yon bun no san, ²=nijou, ³=sanjou
      """);

  private static final Money MONEY = new Money(" ", """
      DOLLAR=dollar; cent
      EURO=euro; cent
      POUND=pound; pence
      YEN=en
      RUPEE=rupee
      ROUBLE=rouble
      WON=won
      LIRA=lira
      FRANC=franc
      ZLOTY=zuoti
      KORUNA=koruna
      FORINT=forinto
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=kilometre, m=metre, cm=senchimeetoru, mm=millimetre, km²=heihou kilometre, m²=heihou metre, m³=rippou metre
      km2=heihou kilometre, m2=heihou metre, m3=rippou metre, cm²=heihou senchimeetoru, ha=hectare, m/s=metre maibyou
      kg=kilogramme, g=guramu, mg=miriguramu, t=ton, l=litre, L=litre, ml=millilitre, mL=millilitre, h=jikan, min=fun
      s=byou, ms=miribyou, Hz=hertz, kHz=kilohertz, MHz=megahertz, GHz=gigahertz, dB=decibel, kW=kirowatto, W=watto
      kWh=kirowattoji, V=boruto, kcal=kilocalorie, cal=calorie, KB=kilobyte, kB=kilobyte, MB=megabyte, GB=gigabyte
      TB=terabyte, °F=do kashi, in=inch, ft=fiito, %=percent, ‰=permil, ㎡=heihou metre
      """);

  private static final Map<String, String> WEEKDAYS = WordTable.of(
      "月=getsu, 火=ka, 水=sui, 木=moku, 金=kin, 土=do, 日=nichi");
  private static final String WEEKDAY = "([月火水木金土日])";

  private static final Map<String, Integer> MYRIADS = Map.of("万", 4, "億", 8, "兆", 12);

  /** Half-width katakana, and characters that stand for several: ㈱ ㌔ ㍻. */
  private static final Pattern COMPATIBLE = Pattern.compile("[\u3200-\u33ff\uff61-\uff9f]+");

  private static final String NUMBER = "(?<![\\d.,])(" + NumberNotation.POINT.pattern() + ")";

  private final JapaneseNumbers numbers = new JapaneseNumbers();

  private JapaneseNormalizer() {}

  static Normalizer create() {
    Normalizer inJapanese = new RewritingNormalizer(Locale.JAPANESE, new JapaneseNormalizer().steps());
    JapaneseRomanizer romanizer = new JapaneseRomanizer();
    return text -> TextCleaning.finish(romanizer.romanize(inJapanese.normalize(compatible(text))), Locale.JAPANESE);
  }

  /** A straight quotation mark becomes its full-width twin, which no step removes and the romaniser writes straight. */
  private static String compatible(String text) {
    return COMPATIBLE.matcher(text.replace('"', '＂')).replaceAll(
        match -> Matcher.quoteReplacement(java.text.Normalizer.normalize(match.group(), Form.NFKC)));
  }

  private List<Rewrite> steps() {
    EastAsianSteps shared = new EastAsianSteps(numbers, FORMATS, WORDS, MONEY, UNITS);
    JapaneseCounters counters = new JapaneseCounters(numbers);
    List<Rewrite> steps = new ArrayList<>(counters.inKanji());
    steps.add(Rewrite.of("(?<=日 ?)([(（])" + WEEKDAY + "(?=[)）])",
        match -> match.group(1) + WEEKDAYS.get(match.group(2))));
    steps.add(Rewrite.of("(?<!\\p{IsHan})" + WEEKDAY + "[〜～]" + WEEKDAY + "(?!\\p{IsHan})",
        match -> WEEKDAYS.get(match.group(1)) + " kara " + WEEKDAYS.get(match.group(2))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d./])(\\d{1,2})/(\\d{1,2}) ?[（(]" + WEEKDAY + "[）)]",
            match -> match.group(1) + "月" + match.group(2) + "日 (" + WEEKDAYS.get(match.group(3)) + ")"),
        Rewrite.of("〒 ?(\\d{3}-?\\d{4})(?!\\d)", match -> "yuubin bangou " + numbers.digitByDigit(match.group(1))),
        Rewrite.of("(\\d)分の(?=\\d)", match -> match.group(1) + " bun no "))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(" + Currency.PATTERN + ") ?(" + NumberNotation.POINT.pattern() + "[万億兆])",
            match -> match.group(2) + match.group(1)),
        Rewrite.of(NUMBER + "([万億兆])(?:(?<=[億兆])(\\d{1,4})(万))?(\\d{1,4}+)?(?![\\d.,])", this::myriads),
        Rewrite.of("(?<=\\d)-(?=\\d)", " no "),
        Rewrite.of("(?<=\\d)対(?=\\d)", " tai "),
        Rewrite.of("(?<![\\d:：])(\\d{1,3})[:：](\\d{1,3})(?![\\d:：])",
            match -> match.group(1) + " tai " + match.group(2)),
        Rewrite.of("(?:時速)?" + NUMBER + " ?km/h(?![A-Za-z])", match -> "時速" + match.group(1) + "km"),
        Rewrite.of("No\\. ?(?=\\d)", "number "))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, counters.inDigits()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(Rewrite.of(NUMBER + "([万億兆])",
        match -> numbers.amount(NumberNotation.POINT.parse(match.group(1)), match.group(2))))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.measures()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.add(Rewrite.of("(?<=[\\p{IsHan}a-z])[〜～](?=[\\p{IsHan}\\p{IsKatakana}])", " kara "));
    steps.add(Rewrite.of("(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー])[~～]", "〜"));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  /** 1億2000万 is a plain number, 1.5億 not. */
  private String myriads(Matcher match) {
    if (match.group(1).contains(".")) {
      return null;
    }
    BigDecimal number = myriad(match.group(1), match.group(2));
    if (match.group(4) != null) {
      number = number.add(myriad(match.group(3), match.group(4)));
    }
    if (match.group(5) != null) {
      number = number.add(new BigDecimal(match.group(5)));
    }
    return number.toPlainString();
  }

  private static BigDecimal myriad(String number, String scale) {
    Amount amount = NumberNotation.POINT.parse(number);
    return new BigDecimal(amount.whole()).scaleByPowerOfTen(MYRIADS.get(scale));
  }
}
