package coqui.text.normalizer;

import coqui.text.romanizer.PinyinRomanizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Mandarin in pinyin. Every mark becomes a comma, as in what the model was trained on. */
final class ChineseNormalizer {

  private static final EastAsianSteps.Formats FORMATS = new EastAsianSteps.Formats(
      "%s年%s月%s日", "%s点%3$s分", "%s点", "%2$s分之%1$s", "%s摄氏度", "零下%s");

  private static final Map<String, String> WORDS = Map.of(
      "minus", "负", "to", "到", "plus", "加", "times", "乘", "equals", "等于", "divided", "除以");

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=和, @=艾特, $=美元, £=英镑, €=欧元, ¥=元, ₩=韩元, ₹=卢比, ₽=卢布, °=度, ℃=摄氏度, %=百分之
      №=号, ½=二分之一, ¼=四分之一, ¾=四分之三, ²=平方, ³=立方, ‰=千分之
      """);

  private static final Money MONEY = new Money("", """
      DOLLAR=美元
      EURO=欧元
      POUND=英镑
      YEN=元
      RUPEE=卢比
      ROUBLE=卢布
      WON=韩元
      LIRA=里拉
      FRANC=法郎
      ZLOTY=兹罗提
      KORUNA=克朗
      FORINT=福林
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=公里, m=米, cm=厘米, mm=毫米, km²=平方公里, m²=平方米, m³=立方米, ㎡=平方米, ㎞=公里, ㎝=厘米, ㎜=毫米, ㎏=公斤, ha=公顷
      m/s=米每秒, kg=公斤, g=克, mg=毫克, t=吨, l=升, L=升, ml=毫升, mL=毫升, h=小时, min=分钟, s=秒, ms=毫秒
      Hz=赫兹, kHz=千赫, MHz=兆赫, GHz=吉赫, dB=分贝, kW=千瓦, kWh=千瓦时, W=瓦, V=伏, kcal=千卡, °F=华氏度
      """);

  /** Before these, a single 2 is 两. */
  private static final String COUNTERS =
      "个|只|位|名|条|本|张|天|次|小时|分钟|点(?!\\d)|点钟|周(?!目)|星期|种|件|辆|台|家|间|座|杯|瓶|块|双|对|头|匹|棵|朵|把|枚|颗|粒|片|支|枝"
          + "|根|套|份|封|首|部|篇|段|句|步|遍|趟|场|顿|口|元|美元|欧元|块钱|斤|公斤|克|吨|米|公里|千米|厘米|毫米|升|岁|倍|年(?=前|后|来|内|多|间|的)"
          + "|秒|站|层|所|艘|架|门|项|桶|碗|盘|袋|箱|盒|包|组|队|排|代|人|万|亿|千|百";

  private final ChineseNumbers numbers = new ChineseNumbers();

  private ChineseNormalizer() {}

  static Normalizer create() {
    return new RomanizingNormalizer(
        new RewritingNormalizer(Locale.CHINESE, new ChineseNormalizer().steps()), new PinyinRomanizer()::romanize);
  }

  private List<Rewrite> steps() {
    EastAsianSteps shared = new EastAsianSteps(numbers, FORMATS, WORDS, MONEY, UNITS);
    String number = "(?<![\\d.,])(" + NumberNotation.POINT.pattern() + ")";
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d.,])1\\d{10}(?![\\d.])", match -> numbers.digitByDigit(match.group())),
        Rewrite.of("(?<=电话|号码|密码|拨打|账号|编号|手机)([:：是为]? ?)(\\d{3,20})(?![\\d.,])",
            match -> match.group(1) + numbers.digitByDigit(match.group(2))),
        Rewrite.of("(?<![\\d.,])([12]\\d{3})(?= ?(?:年|届)(?![前来内多间]))", match -> numbers.digitByDigit(match.group())),
        Rewrite.of("(?<![\\d:.,/–-])(\\d{1,3})(?:[:：]| ?[-–] ?)(\\d{1,3})(?![\\d:/–-]|[.,]\\d)",
            match -> match.group(1) + "比" + match.group(2)),
        Rewrite.of("#(\\d{1,9})(?!\\d)", match -> match.group(1) + "号"),
        Rewrite.of(number + " ?%", match -> "百分之" + match.group(1)),
        Rewrite.of(number + " ?‰", match -> "千分之" + match.group(1)),
        Rewrite.of(number + " ?km/h(?![A-Za-z])", match -> "时速" + match.group(1) + "km"),
        Rewrite.of("(?<![\\d.,第])2(?= ?(?:" + COUNTERS + "))", "两"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.measures()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.add(WordTable.signs(SIGNS));
    steps.add(Rewrite.of("[\\p{P}\\p{Sm}^`]", ","));
    return steps;
  }
}
