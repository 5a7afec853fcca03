package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Arabic. Numbers are Coqui's; its riyals for every currency are not. */
final class ArabicNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=ناقص, to=إلى, point=نقطة, plus=زائد, equals=يساوي, times=في, divided=على, number=رقم
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      ألف=ألف, آلاف=آلاف, مليون=مليون, ملايين=ملايين, مليار=مليار, مليارات=مليارات
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=و, @=على, %=في المئة, ٪=في المئة, #=رقم, $=دولار, £=جنيه, °=درجة
      €=يورو, ¥=ين, ₹=روبية, ²=مربع, ³=مكعب, №=رقم, ½=نصف, ¼=ربع, ¾=ثلاثة أرباع
      """);

  /** One, two, three to ten, more. */
  private static final Money MONEY = new Money(" و ", """
      DOLLAR=دولار/دولاران/دولارات/دولاراً; سنت/سنتان/سنتات/سنتاً
      EURO=يورو; سنت/سنتان/سنتات/سنتاً
      POUND=جنيه/جنيهان/جنيهات/جنيهاً; بنس/بنسان/بنسات/بنساً
      YEN=ين
      RUPEE=روبية/روبيتان/روبيات/روبية; بيسة/بيستان/بيسات/بيسة
      ROUBLE=روبل/روبلان/روبلات/روبلاً; كوبيك
      WON=وون
      LIRA=ليرة/ليرتان/ليرات/ليرة; قرش/قرشان/قروش/قرشاً
      FRANC=فرنك/فرنكان/فرنكات/فرنكاً; سنتيم/سنتيمان/سنتيمات/سنتيماً
      ZLOTY=زلوتي; غروش
      KORUNA=كرونة/كرونتان/كرونات/كرونة; هالر
      FORINT=فورنت
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=كيلومتر/كيلومتران/كيلومترات/كيلومتراً, كم=كيلومتر/كيلومتران/كيلومترات/كيلومتراً, m=متر/متران/أمتار/متراً
      cm=سنتيمتر/سنتيمتران/سنتيمترات/سنتيمتراً, سم=سنتيمتر/سنتيمتران/سنتيمترات/سنتيمتراً
      mm=مليمتر/مليمتران/مليمترات/مليمتراً, مم=مليمتر/مليمتران/مليمترات/مليمتراً
      m²=متر مربع/متران مربعان/أمتار مربعة/متراً مربعاً, km²=كيلومتر مربع
      km/h=كيلومتر في الساعة/كيلومتران في الساعة/كيلومترات في الساعة/كيلومتراً في الساعة
      kg=كيلوغرام/كيلوغرامان/كيلوغرامات/كيلوغراماً, كغ=كيلوغرام/كيلوغرامان/كيلوغرامات/كيلوغراماً
      كجم=كيلوغرام/كيلوغرامان/كيلوغرامات/كيلوغراماً, g=غرام/غرامان/غرامات/غراماً
      mg=مليغرام/مليغرامان/مليغرامات/مليغراماً
      t=طن/طنان/أطنان/طناً, l=لتر/لتران/لترات/لتراً, L=لتر/لتران/لترات/لتراً, ml=مليلتر/مليلتران/مليلترات/مليلتراً
      h=ساعة/ساعتان/ساعات/ساعة, min=دقيقة/دقيقتان/دقائق/دقيقة, s=ثانية/ثانيتان/ثوان/ثانية
      Hz=هرتز, kHz=كيلوهرتز, MHz=ميغاهرتز, GHz=غيغاهرتز, MB=ميغابايت, GB=غيغابايت, TB=تيرابايت, kW=كيلوواط, W=واط
      V=فولت
      °C=درجة مئوية/درجتان مئويتان/درجات مئوية/درجة مئوية, ℃=درجة مئوية/درجتان مئويتان/درجات مئوية/درجة مئوية
      °F=درجة فهرنهايت/درجتان فهرنهايت/درجات فهرنهايت/درجة فهرنهايت
      """);

  private static final List<String> MONTHS = List.of("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو",
      "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر");

  /** Hours are said as feminine ordinals: the first one is الواحدة. */
  private static final List<String> HOURS = List.of("الثانية عشرة", "الواحدة", "الثانية", "الثالثة", "الرابعة",
      "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة", "الحادية عشرة");

  private final ArabicNumbers numbers = new ArabicNumbers();

  private ArabicNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("ar"), new ArabicNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<=\\d)٫(?=\\d)", "."),
        Rewrite.of("(?<=\\d)٬(?=\\d{3})", ","),
        // A comma before other than three digits is a decimal mark.
        Rewrite.of("(?<![\\d.,])(\\d{1,18}),(\\d{1,2}|\\d{4,18})(?![\\d.,]\\d|\\d)",
            match -> match.group(1) + "." + match.group(2)),
        Rewrite.of("(?<![\\d.,])(0),(\\d{3})(?![\\d.,]\\d|\\d)", match -> "0." + match.group(2)),
        Rewrite.of("(?<![\\d.,])([1-9]\\d{0,2}(?:\\.\\d{3}){2,5})(?![\\d.,]\\d|\\d)",
            match -> match.group().replace(".", "")),
        Rewrite.of("(?<![\\d/-])(\\d{4})([-/])(0?[1-9]|1[0-2])\\2(0?[1-9]|[12]\\d|3[01])(?![\\d/-])",
            match -> date(match.group(4), match.group(3), match.group(1))),
        Rewrite.of("(?<![\\d./-])(0?[1-9]|[12]\\d|3[01])([./-])(0?[1-9]|1[0-2])\\2(\\d{4})(?![\\d/-])",
            match -> date(match.group(1), match.group(3), match.group(4))),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?![\\d:])", this::time),
        Rewrite.of("(?<![\\d.,])(\\d{1,9}) ?[%٪]", match -> numbers.cardinal(match.group(1)) + " في المئة "))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d.,])(\\d{1,9})(?:ون|ين|ث|ر|ى)(?!\\p{L})", match -> numbers.ordinal(match.group(1))),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "نصف"),
        Rewrite.of("(?<![\\d.,/])1/4(?![\\d/])", "ربع"),
        Rewrite.of("(?<![\\d.,/])3/4(?![\\d/])", "ثلاثة أرباع"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", List.of(
        Rewrite.of("(?<![\\p{L}\\p{M}.])د\\. ?(?=\\p{L})", "دكتور "),
        Rewrite.of("(?<![\\p{L}\\p{M}.])أ\\. ?(?=\\p{L})", "أستاذ "),
        Rewrite.of("(?<![\\p{L}\\p{M}.])م\\. ?(?=\\p{L})", "مهندس "))));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private String date(String day, String month, String year) {
    return numbers.cardinal(Integer.parseInt(day)) + " " + MONTHS.get(Integer.parseInt(month) - 1) + " "
        + numbers.cardinal(year);
  }

  private String time(Matcher match) {
    int minute = Integer.parseInt(match.group(2));
    String hour = HOURS.get(Integer.parseInt(match.group(1)) % 12);
    return switch (minute) {
      case 0 -> hour;
      case 15 -> hour + " و الربع";
      case 30 -> hour + " و النصف";
      default -> hour + " و " + numbers.count(new Amount(Integer.toString(minute), ""),
          Noun.of("دقيقة/دقيقتان/دقائق/دقيقة"));
    };
  }
}
