package coqui.text.normalizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Hindi. Coqui's cleaner crashes on any digit here, so all of this is ours. */
final class HindiNormalizer {

  private static final Map<String, String> WORDS = WordTable.of("""
      minus=माइनस, to=से, point=पॉइंट, plus=प्लस, equals=बराबर, times=गुणा, divided=भाग, number=नंबर
      """);

  private static final Map<String, String> SCALES = WordTable.of("""
      लाख=लाख, करोड़=करोड़, हज़ार=हज़ार, हजार=हज़ार, अरब=अरब, खरब=खरब, मिलियन=मिलियन, बिलियन=बिलियन
      """);

  /** With their full stop, where no letter comes before. */
  private static final Map<String, String> ABBREVIATIONS = WordTable.of("""
      डॉ=डॉक्टर, डा=डॉक्टर, प्रो=प्रोफ़ेसर, पं=पंडित, कु=कुमारी, नं=नंबर, सं=संख्या, पृ=पृष्ठ, क्र=क्रमांक, रु=रुपये
      कि.मी=किलोमीटर, कि. मी=किलोमीटर, कि.ग्रा=किलोग्राम, से.मी=सेंटीमीटर, मि.मी=मिलीमीटर, मी=मीटर
      ई.पू=ईसा पूर्व, ई=ईस्वी
      """);

  private static final Map<String, String> SIGNS = WordTable.of("""
      &=और, @=ऐट दी रेट, %=प्रतिशत, #=हैश, $=डॉलर, £=पाउंड, °=डिग्री
      €=यूरो, ¥=येन, ₹=रुपये, ²=वर्ग, ³=घन, №=नंबर, ½=आधा, ¼=एक चौथाई, ¾=तीन चौथाई
      """);

  private static final Money MONEY = new Money(" ", """
      DOLLAR=डॉलर; सेंट
      EURO=यूरो; सेंट
      POUND=पाउंड; पेनी/पेंस
      YEN=येन
      RUPEE=रुपया/रुपये; पैसा/पैसे
      ROUBLE=रूबल; कोपेक
      WON=वॉन
      LIRA=लीरा; कुरुश
      FRANC=फ़्रैंक; सेंटीम
      ZLOTY=ज़्लोटी; ग्रोश
      KORUNA=कोरुना; हेलर
      FORINT=फ़ोरिंट
      """);

  private static final Map<String, Noun> UNITS = WordTable.nouns("""
      km=किलोमीटर, m=मीटर, cm=सेंटीमीटर, mm=मिलीमीटर, km²=वर्ग किलोमीटर, m²=वर्ग मीटर, m³=घन मीटर, ha=हेक्टेयर
      km/h=किलोमीटर प्रति घंटा, m/s=मीटर प्रति सेकंड, kg=किलोग्राम, g=ग्राम, mg=मिलीग्राम, t=टन, l=लीटर, L=लीटर
      ml=मिलीलीटर, h=घंटा/घंटे, min=मिनट, s=सेकंड, ms=मिलीसेकंड, Hz=हर्ट्ज़, kHz=किलोहर्ट्ज़, MHz=मेगाहर्ट्ज़
      GHz=गीगाहर्ट्ज़
      dB=डेसिबल, kB=किलोबाइट, KB=किलोबाइट, MB=मेगाबाइट, GB=गीगाबाइट, TB=टेराबाइट, W=वाट, kW=किलोवाट
      kWh=किलोवाट घंटा/किलोवाट घंटे, V=वोल्ट, kcal=किलोकैलोरी
      ‰=प्रति हज़ार, %=प्रतिशत, °=डिग्री, °C=डिग्री सेल्सियस, ℃=डिग्री सेल्सियस, °F=डिग्री फ़ारेनहाइट
      """);

  private static final List<String> MONTHS = List.of(
      "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त",
      "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर");

  private static final String MONTH =
      "(?:जनवरी|फ़रवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|सितम्बर|अक्टूबर"
      + "|अक्तूबर|नवंबर|नवम्बर|दिसंबर|दिसम्बर)";

  private final HindiNumbers numbers = new HindiNumbers();

  private HindiNormalizer() {}

  static Normalizer create() {
    return new RewritingNormalizer(Locale.forLanguageTag("hi"), new HindiNormalizer().steps());
  }

  private List<Rewrite> steps() {
    NumberSteps shared = new NumberSteps(numbers, WORDS, SCALES, MONEY, UNITS);
    List<Rewrite> steps = new ArrayList<>();
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\p{L}\\p{M}])रु\\.? ?(?=\\d)", "₹"),
        Rewrite.of("(?<![\\d-])(\\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])(?![\\d-])",
            match -> date(match.group(3), match.group(2), match.group(1))),
        Rewrite.of("(?<![\\d./-])(0?[1-9]|[12]\\d|3[01])([./-])(0?[1-9]|1[0-2])\\2(\\d{4})(?![\\d/-])",
            match -> date(match.group(1), match.group(3), match.group(4))),
        Rewrite.of("(?<=" + MONTH + ",? |सन |सन् |वर्ष )(1[1-9]\\d\\d)(?![\\d.,]\\d|\\d)",
            match -> numbers.year(match.group())),
        Rewrite.of("(?<![\\d.,])(1[1-9]\\d\\d)(?= (?:में|ई\\.|ईस्वी))", match -> numbers.year(match.group())),
        Rewrite.of("(?<![\\d:.,])([01]?\\d|2[0-4]):([0-5]\\d)(?![\\d:])( बजे)?", this::time))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.compounds()));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, List.of(
        Rewrite.of("(?<![\\d.,])(\\d{1,9})-?(वाँ|वां|वीं|वी|वें|ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे)(?![\\p{L}\\p{M}])",
            match -> numbers.ordinal(match.group(1), match.group(2))),
        Rewrite.of("(?<![\\d.,])(\\d{1,9})(?:st|nd|rd|th)(?!\\p{L})", match -> numbers.ordinal(match.group(1), "वाँ")),
        Rewrite.of("(?<![\\d.,/])1/2(?![\\d/])", "आधा"),
        Rewrite.of("(?<![\\d.,/])([13])/4(?![\\d/])",
            match -> match.group(1).equals("1") ? "एक चौथाई" : "तीन चौथाई"))));
    steps.addAll(Rewrite.onlyWith(Rewrite.DIGITS, shared.plain()));
    steps.addAll(Rewrite.onlyWith(".", ABBREVIATIONS.entrySet().stream()
        .map(entry -> Rewrite.of(
            "(?<![\\p{L}\\p{M}.])" + entry.getKey().replace(".", "\\.") + "\\.", entry.getValue()))
        .toList()));
    steps.add(WordTable.signs(SIGNS));
    return steps;
  }

  private String date(String day, String month, String year) {
    return numbers.cardinal(Integer.parseInt(day)) + " " + MONTHS.get(Integer.parseInt(month) - 1) + " "
        + numbers.year(year);
  }

  /** Half past, with its word for "o'clock", is "half more than": साढ़े बारह बजे. */
  private String time(Matcher match) {
    int hour = Integer.parseInt(match.group(1));
    int minute = Integer.parseInt(match.group(2));
    boolean clock = match.group(3) != null;
    if (minute == 0) {
      return numbers.cardinal(hour) + " बजे";
    }
    if (clock && minute == 30) {
      return hour == 1 ? "डेढ़ बजे" : hour == 2 ? "ढाई बजे" : "साढ़े " + numbers.cardinal(hour) + " बजे";
    }
    return numbers.cardinal(hour) + " बजकर " + numbers.cardinal(minute) + " मिनट" + (clock ? " पर" : "");
  }
}
