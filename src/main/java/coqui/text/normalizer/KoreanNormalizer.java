package coqui.text.normalizer;

import coqui.text.romanizer.HangulRomanizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Korean, romanised. Things are counted with native numbers, measured with those of Chinese origin. */
final class KoreanNormalizer {

  private static final EastAsianSteps.Formats FORMATS = new EastAsianSteps.Formats(
      "%s년 %s월 %s일", "%s시 %s분", "%s시", "%2$s분의 %1$s", "섭씨 %s도", "영하 %s");

  private static final Map<String, String> WORDS = Map.of(
      "minus", "마이너스 ", "to", "에서 ", "plus", " 더하기 ", "times", " 곱하기 ", "equals", "은 ", "divided", " 나누기 ");

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=그리고, @=에, %=퍼센트, #=번호, $=달러, £=파운드, °=도
      €=유로, ¥=엔, ₩=원, ₹=루피, ₽=루블, №=번호, ½=이분의 일, ¼=사분의 일, ¾=사분의 삼, ²=제곱, ³=세제곱, ‰=퍼밀
      """);

  private static final Money MONEY = new Money(" ", """
      DOLLAR=달러; 센트
      EURO=유로; 센트
      POUND=파운드; 펜스
      YEN=엔
      RUPEE=루피; 파이사
      ROUBLE=루블; 코페이카
      WON=원
      LIRA=리라; 쿠루쉬
      FRANC=프랑; 라펜
      ZLOTY=즐로티; 그로시
      KORUNA=코루나; 할레르
      FORINT=포린트
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=킬로미터, m=미터, cm=센티미터, mm=밀리미터, km²=제곱킬로미터, m²=제곱미터, m³=세제곱미터, ㎡=제곱미터, ㎞=킬로미터, ㎝=센티미터
      ㎜=밀리미터, ㎏=킬로그램, ha=헥타르, m/s=미터 매 초, kg=킬로그램, g=그램, mg=밀리그램, t=톤, l=리터, L=리터
      ml=밀리리터, mL=밀리리터, h=시간, min=분, s=초, ms=밀리초, Hz=헤르츠, kHz=킬로헤르츠, MHz=메가헤르츠, GHz=기가헤르츠, dB=데시벨
      kB=킬로바이트, KB=킬로바이트, MB=메가바이트, GB=기가바이트, TB=테라바이트, W=와트, kW=킬로와트, kWh=킬로와트시, V=볼트, kcal=킬로칼로리
      °F=도 화씨
      """);

  /** Counted with native numbers; what follows a short one must not make it another word (3개월, 20달러). */
  private static final String COUNTERS =
      "개(?!월|년|국|소|사|교|조)|명|사람|마리|권|잔|병(?!원)|장(?!관)|그루|송이|켤레|채|벌|통(?!신)|가지|군데|시간|달(?!러)|배(?!럴|우)"
          + "|줄|쌍|자루|곡|끼|접시|그릇|조각|바퀴|걸음|차례|대(?!학|륙| \\d)|방울|모금|숟가락|포기|다발|상자|봉지";

  /** What is numbered and not counted, after 번: bus 5 is 오번 버스. */
  private static final String NUMBERED = " ?(?:버스|출구|문제|국도|홈|선수|버튼|방|트랙|게이트|좌석|타자|카드|창구|지|호)";

  /** Up to here one counts with native numbers by choice; larger ones (50척) are said either way. */
  private static final int MOST_COUNTED = 19;

  private final KoreanNumbers numbers = new KoreanNumbers();

  private KoreanNormalizer() {}

  static Normalizer create() {
    return new RomanizingNormalizer(
        new RewritingNormalizer(Locale.KOREAN, new KoreanNormalizer().steps()), new HangulRomanizer()::romanize);
  }

  private List<Rewrite> steps() {
    EastAsianSteps shared = new EastAsianSteps(numbers, FORMATS, WORDS, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d.,])(\\d++(?:\\.\\d++)?) ?km/h(?![A-Za-z])", match -> "시속 " + match.group(1) + "km"),
        Rewrite.of("(?<![\\p{L}\\d:.,/–-])(\\d{1,2})(?::| ?[-–] ?)(\\d{1,2})(?![\\d:/–-]|[.,]\\d)",
            match -> match.group(1) + " 대 " + match.group(2)),
        Rewrite.of("(?<![\\d.,])(\\d{1,9})번째", this::ordinal),
        Rewrite.of("(?<![\\d.,])([1-9]\\d?)째", this::place),
        Rewrite.of("(?<![\\d.,])0?6월", "유월"),
        Rewrite.of("(?<![\\d.,])10월", "시월"),
        counted("(?<![\\d.,:])([1-9]|1[0-2]) ?(시)(?!즌|리|간|장)", 12),
        counted("(?<![\\d.,])([1-9]\\d?) ?(살)", 99),
        counted("(?<![\\d.,제])([1-9]\\d?) ?(번)(?!" + NUMBERED + "|째)", MOST_COUNTED),
        Rewrite.of("(?<![\\d.,])(\\d{1,9}) ?번(?!" + NUMBERED + "|째)", match -> numbers.cardinal(match.group(1)) + " 번"),
        Rewrite.of("(?<![\\d.,])10대", "십대"),
        counted("(?<![\\d.,제])([1-9]\\d?) ?(" + COUNTERS + ")", MOST_COUNTED))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.measures()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private Rewrite counted(String pattern, int most) {
    return Rewrite.of(pattern, match -> {
      int number = Integer.parseInt(match.group(1));
      return number > most ? null : numbers.counting(number) + " " + match.group(2);
    });
  }

  private String ordinal(Matcher match) {
    String digits = match.group(1);
    int number = Integer.parseInt(digits);
    String spoken = number == 1 ? "첫"
        : number > 0 && number < 100 ? numbers.counting(number) : numbers.cardinal(digits);
    return spoken + " 번째";
  }

  private String place(Matcher match) {
    int number = Integer.parseInt(match.group(1));
    return switch (number) {
      case 1 -> "첫째";
      case 2 -> "둘째";
      case 3 -> "셋째";
      case 4 -> "넷째";
      default -> numbers.counting(number) + "째";
    };
  }
}
