package coqui.text.normalizer;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Numbers with what they count or date: in digits all of them, in kanji those that the dictionary would misread. */
final class JapaneseCounters {

  private static final Map<String, JapaneseCounter> COUNTERS = WordTable.of("""
      円=en, 年=nen;4:yo nen, 年間=nenkan;4:yo nenkan, 年生=nensei;4:yo nensei, 年代=nendai, 年度=nendo;4:yo nendo
      か月=kagetsu, ヶ月=kagetsu, カ月=kagetsu, ヵ月=kagetsu, ケ月=kagetsu, 箇月=kagetsu
      か月間=kagetsukan, ヶ月間=kagetsukan, カ月間=kagetsukan, ヵ月間=kagetsukan
      月=gatsu;4:shi gatsu;7:shichi gatsu;9:ku gatsu, 週間=shuukan, 週=shuu, 周年=shuunen, 世紀=seiki
      日=nichi;!2:futsuka;!3:mikka;!4:yokka;!5:itsuka;!6:muika;!7:nanoka;!8:youka;!9:kokonoka;!10:tooka;!20:hatsuka;\
      4:yokka;7:shichi nichi;9:ku nichi
      日間=nichikan;!2:futsukakan;!3:mikkakan;!4:yokkakan;!5:itsukakan;!6:muikakan;!7:nanokakan;!8:youkakan;\
      !9:kokonokakan;!10:tookakan;!20:hatsukakan;4:yokkakan;7:shichi nichikan;9:ku nichikan
      時=ji;4:yo ji;7:shichi ji;9:ku ji;!0:rei ji, 時間=jikan;4:yo jikan;7:shichi jikan;9:ku jikan
      分=fun/pun;4:yonpun, 分間=funkan/punkan;4:yonpunkan, 秒=byou, 秒間=byoukan
      人=+nin;!1:hitori;!2:futari;4:yonin, 人前=ninmae;4:yoninmae, 人分=ninbun;!1:hitoribun;!2:futaribun
      人組=+ningumi;!1:hitorigumi;!2:futarigumi;4:yoningumi
      名=mei, 名様=meisama, 歳=+sai;!20:hatachi, 才=+sai;!20:hatachi
      つ=+tsu;!1:hitotsu;!2:futatsu;!3:mittsu;!4:yottsu;!5:itsutsu;!6:muttsu;!7:nanatsu;!8:yattsu;!9:kokonotsu
      個=+ko, 本=+hon/bon, 匹=+hiki/biki, 頭=tou, 羽=+wa, 冊=+satsu, 枚=+mai, 台=dai, 杯=hai/bai, 膳=zen
      回=kai, 度=do, 階=kai/gai, 軒=+ken/gen, 戸=ko, 足=soku/zoku, 着=chaku, 番=ban, 番目=banme, 番線=bansen, 号=gou
      号室=goushitsu, 号車=gousha, 番地=banchi, 丁目=choume, 位=i, 倍=bai, 点=ten, 件=ken, 社=sha, 校=kou, 曲=kyoku
      か国=kakoku, カ国=kakoku, ヶ国=kakoku, ヵ国=kakoku, か国語=kakokugo, カ国語=kakokugo, ヶ国語=kakokugo
      か所=kasho, カ所=kasho, ヶ所=kasho, ヵ所=kasho, 箇所=kasho, 話=wa, 章=shou, 巻=kan, 条=jou, 項=kou, 節=setsu
      級=kyuu, 段=dan, 段階=dankai, 通=tsuu, 便=bin, 両=ryou, 隻=seki, 機=ki, 艘=sou, 組=~kumi;!1:hitokumi;!2:futakumi
      皿=~sara;!1:hitosara;!2:futasara, 袋=~fukuro;!1:hitofukuro;!2:futafukuro, 箱=~hako;!1:hitohako;!2:futahako
      粒=~tsubu;!1:hitotsubu;!2:futatsubu, 部屋=~heya;!1:hitoheya;!2:futaheya, 滴=teki, 票=hyou/pyou, 発=hatsu/patsu
      泊=haku/paku, 歩=ho/po, 編=hen/pen, 品=hin/pin, 畳=jou, 坪=~tsubo, 割=wari, 割引=waribiki, 円玉=en dama, 食=shoku, 戦=sen
      勝=shou, 敗=hai/pai, 期=ki, 世=sei, 世代=sedai, 班=han/pan, 版=han/pan, 周=shuu, 列=retsu, 席=seki, 行=gyou, 文字=moji
      通り=~toori;!1:hitotoori;!2:futatoori, 品目=hinmoku, 世帯=setai
      字=ji, 銭=sen, 缶=kan, 瓶=bin, 錠=jou, 株=kabu, 面=men, 種類=shurui, 車線=shasen, 部=bu, 課=ka, 学期=gakki
      等=tou, 代=dai, 棟=tou
      """, JapaneseCounter::of);

  private static final String COUNTER = "(" + anyOf(COUNTERS.keySet()) + ")";
  /** What 何 asks the number of; before others it may be the object of a verb: 何話してるの. */
  private static final String ASKED = anyOf(Set.of("人", "時", "時間", "分間", "歳", "才", "本", "匹", "杯", "回", "階", "軒", "個",
      "冊", "日", "日間", "年", "年間", "月", "か月", "ヶ月", "カ月", "週間", "枚", "台", "番", "番目", "度", "件", "票", "泊", "世紀"));
  /** Words by themselves, and read rightly by the dictionary. */
  private static final Set<String> KEPT = Set.of("一人", "二人", "一日", "十分");

  private static final JapaneseCounter MONTH = COUNTERS.get("月");
  private static final JapaneseCounter DAY = COUNTERS.get("日");

  private static final String NUMBER = "(?<![\\d.,])(" + NumberNotation.POINT.pattern() + ")";
  /** Words that only begin like a counter. */
  private static final String NO_WORD =
      "(?!分野|分析|番組|段落|日本|人種|人格|年齢|面積|時代|時期|話題|部門|部署|部隊|部位|世界|個別|組織|組合|通話)";
  private static final String AFTER_WORD = "(?<![\\p{IsHan}&&[^月年時日約後前計全]])";
  /** 六本木, 四日市, 一軒家, 三日月, 三分の一, 四つ角 are read by the dictionary. */
  private static final String BEFORE_WORD = "(?![木市家月]|[りるっ]|の" + KanjiNumber.CHARACTER + "|(?<=つ)\\p{IsHan})";

  private static final String IN_KANJI = COUNTERS.keySet().stream().filter(counter -> counter.length() == 1)
      .collect(Collectors.joining("", "(" + anyOf(longCounters()) + "|[", "]" + BEFORE_WORD + ")"));

  private final JapaneseNumbers numbers;

  JapaneseCounters(JapaneseNumbers numbers) {
    this.numbers = numbers;
  }

  List<Rewrite> inKanji() {
    return List.of(
        Rewrite.of("(?<!\\p{IsHan})[〇一二三四五六七八九]{4}(?=年)", match -> KanjiNumber.digits(match.group())),
        Rewrite.of("(?<!" + KanjiNumber.CHARACTER + "|\\d)(" + KanjiNumber.PATTERN + ")月("
                + KanjiNumber.PATTERN + ")日(?!間)",
            match -> date(KanjiNumber.digits(match.group(1)), KanjiNumber.digits(match.group(2)))),
        Rewrite.of("(?<=月)一日(?!間|目|中)", "tsuitachi"),
        Rewrite.of(AFTER_WORD + "(" + KanjiNumber.PATTERN + ")" + IN_KANJI, this::misread),
        Rewrite.of("何(" + ASKED + ")(?![\\p{IsHan}&&[^間後前目以半]]|[りるっも])",
            match -> COUNTERS.get(match.group(1)).after("nan")));
  }

  List<Rewrite> inDigits() {
    return List.of(
        Rewrite.of("(?<![\\d.,])(\\d{1,2})月 ?(\\d{1,2})日(?!間)", match -> date(match.group(1), match.group(2))),
        Rewrite.of("(?<=月)0?1日(?!間|目)", "tsuitachi"),
        Rewrite.of(NUMBER + "([万億兆]?) ?" + NO_WORD + COUNTER, this::counted));
  }

  private String counted(Matcher match) {
    JapaneseCounter counter = COUNTERS.get(match.group(3));
    Amount amount = NumberNotation.POINT.parse(match.group(1));
    String scale = match.group(2);
    return scale.isEmpty() ? counter.count(amount, numbers) : counter.after(numbers.amount(amount, scale));
  }

  private String date(String month, String day) {
    Amount dayOfMonth = amount(day);
    return MONTH.count(amount(month), numbers) + " "
        + (dayOfMonth.isOne() ? "tsuitachi" : DAY.count(dayOfMonth, numbers));
  }

  /** The count if the dictionary misreads it: it goes word by word, and is lost among hon, pon and bon. */
  private String misread(Matcher match) {
    Amount amount = amount(KanjiNumber.digits(match.group(1)));
    JapaneseCounter counter = COUNTERS.get(match.group(2));
    boolean asTheDictionary =
        KEPT.contains(match.group()) || !counter.isVoicing() && !counter.isIrregular(amount, numbers);
    return asTheDictionary ? null : counter.count(amount, numbers);
  }

  /** 05 is 5 in a date. */
  private static Amount amount(String digits) {
    return new Amount(digits.replaceFirst("^0+(?=\\d)", ""), "");
  }

  private static List<String> longCounters() {
    return COUNTERS.keySet().stream().filter(counter -> counter.length() > 1).toList();
  }

  private static String anyOf(Collection<String> words) {
    return words.stream()
        .sorted(Comparator.comparing(String::length).reversed())
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }
}
