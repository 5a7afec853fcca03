package coqui.text.normalizer;

import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Russian numbers in words. */
final class RussianNumbers extends SlavicNumerals {

  /** The forms of an ordinal that texts ask for, with the ending of most ("пятый") and that of "третий". */
  enum Form {
    MASCULINE("ый", "ий"), GENITIVE("ого", "ьего"), DATIVE("ому", "ьему"), INSTRUMENTAL("ым", "ьим"),
    PREPOSITIONAL("ом", "ьем"), FEMININE("ая", "ья"), FEMININE_OBLIQUE("ой", "ьей"), FEMININE_ACCUSATIVE("ую", "ью"),
    NEUTER("ое", "ье"), PLURAL("ые", "ьи"), PLURAL_OBLIQUE("ых", "ьих"), PLURAL_INSTRUMENTAL("ыми", "ьими");

    private final String ending;
    private final String soft;

    Form(String ending, String soft) {
      this.ending = ending;
      this.soft = soft;
    }
  }

  private static final String RULES =
      """
      %cardinal:
        ноль; один; два; три; четыре; пять; шесть; семь; восемь; девять; десять; одиннадцать; двенадцать; тринадцать;
        четырнадцать; пятнадцать; шестнадцать; семнадцать; восемнадцать; девятнадцать;
        20: <<дцать[ >>]; 40: сорок[ >>]; 50: <<десят[ >>]; 90: девяносто[ >>];
        100: сто[ >>]; 200: двести[ >>]; 300: <<ста[ >>]; 500: <<сот[ >>];
        1000: <%feminine< $(cardinal,one{тысяча}few{тысячи}other{тысяч})$[ >>];
        1000000: << $(cardinal,one{миллион}few{миллиона}other{миллионов})$[ >>];
        1000000000: << $(cardinal,one{миллиард}few{миллиарда}other{миллиардов})$[ >>];
        1000000000000: << $(cardinal,one{триллион}few{триллиона}other{триллионов})$[ >>];
        1000000000000000: << $(cardinal,one{квадриллион}few{квадриллиона}other{квадриллионов})$[ >>];
      %feminine:
        ноль; одна; две; =%cardinal=; 20: <%cardinal<дцать[ >>]; 40: сорок[ >>]; 50: <%cardinal<десят[ >>];
        90: девяносто[ >>]; 100: сто[ >>]; 200: двести[ >>]; 300: <%cardinal<ста[ >>]; 500: <%cardinal<сот[ >>];
        1000: <%feminine< $(cardinal,one{тысяча}few{тысячи}other{тысяч})$[ >>];
        1000000: <%cardinal< $(cardinal,one{миллион}few{миллиона}other{миллионов})$[ >>];
        1000000000: <%cardinal< $(cardinal,one{миллиард}few{миллиарда}other{миллиардов})$[ >>];
        1000000000000: <%cardinal< $(cardinal,one{триллион}few{триллиона}other{триллионов})$[ >>];
        1000000000000000: <%cardinal< $(cardinal,one{квадриллион}few{квадриллиона}other{квадриллионов})$[ >>];
      %ordinal:
        нулев*; перв*; втор*; трет*; четвёрт*; пят*; шест*; седьм*; восьм*; девят*; десят*; одиннадцат*; двенадцат*;
        тринадцат*; четырнадцат*; пятнадцат*; шестнадцат*; семнадцат*; восемнадцат*; девятнадцат*;
        20: двадцат*; двадцать >>; 30: тридцат*; тридцать >>; 40: сороков*; сорок >>; 50: <%%genitive<десят*;
        51/10: <%cardinal<десят >>; 60: <%%genitive<десят*; 61/10: <%cardinal<десят >>; 70: <%%genitive<десят*;
        71/10: <%cardinal<десят >>; 80: <%%genitive<десят*; 81/10: <%cardinal<десят >>; 90: девяност*; девяносто >>;
        100: сот*; 101/100: сто >>; 200: двухсот*; 201/100: двести >>; 300: трёхсот*; 301/100: триста >>;
        400: четырёхсот*; 401/100: четыреста >>; 500: <%%genitive<сот*; 501/100: <%cardinal<сот >>;
        600: <%%genitive<сот*; 601/100: <%cardinal<сот >>; 700: <%%genitive<сот*; 701/100: <%cardinal<сот >>;
        800: <%%genitive<сот*; 801/100: <%cardinal<сот >>; 900: <%%genitive<сот*; 901/100: <%cardinal<сот >>;
        1000: тысячн*; 1001/1000: тысяча >>; 2000: двухтысячн*; 2001/1000: две тысячи >>; 3000: трёхтысячн*;
        3001/1000: три тысячи >>; 4000: =%cardinal=;
      %%genitive:
        нуля; одного; двух; трёх; четырёх; пяти; шести; семи; восьми; девяти;
      """;

  private static final Set<String> NO_NOUNS = Set.of("или", "для", "при", "под", "над", "после", "через", "кроме",
      "если", "когда", "было", "была", "были", "всего", "это", "только", "даже", "нужно", "можно", "либо", "раза",
      "тоже", "также", "против", "уже", "ещё", "мужчина", "папа", "дядя", "судья", "дедушка", "юноша", "пути");

  private static final Pattern FEMININE_IN_SOFT_SIGN = Pattern.compile(
      ".*(?:ость|знь|чь|жь|шь|щь|адь|овь|вать|верь|сть|роль|соль|ель(?<!тель|апрель)|мать|дочь|пыль|боль|нефть)");

  private static final List<String> PLACES =
      List.of("десят", "сот", "тысячн", "десятитысячн", "стотысячн", "миллионн");

  private final SpokenNumbers numbers = new SpokenNumbers(ULocale.forLanguageTag("ru"), RULES, "%cardinal");

  RussianNumbers() {
    super(NumberNotation.COMMA);
  }

  @Override
  String amount(Amount amount, Gender gender) {
    if (!amount.isWhole()) {
      return fraction(amount);
    }
    if (gender == Gender.FEMININE) {
      return numbers.spell(amount.whole(), "%feminine");
    }
    String whole = numbers.cardinal(amount.whole());
    boolean neuterOne = gender == Gender.NEUTER && endsInOne(amount.whole());
    return neuterOne && whole.endsWith("ин") ? whole.substring(0, whole.length() - 2) + "но" : whole;
  }

  /** 3,25: три целых двадцать пять сотых. */
  private String fraction(Amount amount) {
    String digits = amount.spokenFraction();
    if (digits.length() > PLACES.size()) {
      return numbers.cardinal(amount.whole()) + " запятая " + numbers.digitByDigit(digits);
    }
    String parts = Integer.toString(Integer.parseInt(digits));
    return numbers.spell(amount.whole(), "%feminine") + (endsInOne(amount.whole()) ? " целая " : " целых ")
        + numbers.spell(parts, "%feminine") + " " + PLACES.get(digits.length() - 1)
        + (endsInOne(parts) ? "ая" : "ых");
  }

  @Override
  String digitByDigit(String digits) {
    return numbers.digitByDigit(digits);
  }

  @Override
  Gender genderOf(Amount amount, String word) {
    String noun = Rewrite.lower(word);
    if (noun.length() < 3 || NO_NOUNS.contains(noun)) {
      return Gender.NONE;
    }
    if (endsInOne(amount.whole())) {
      boolean feminine =
          noun.matches(".*[ая]") && !noun.endsWith("мя") || FEMININE_IN_SOFT_SIGN.matcher(noun).matches();
      return feminine ? Gender.FEMININE : noun.matches(".*(?:[оеё]|мя)") ? Gender.NEUTER : Gender.MASCULINE;
    }
    // After two, a noun stands in the genitive singular: "две книги" but "два стола, два окна".
    return noun.matches(".*(?:[ыи]|ые|ие)") ? Gender.FEMININE : Gender.MASCULINE;
  }

  @Override
  int nounForm(Amount amount) {
    return !amount.isWhole() ? FRACTION
        : endsInOne(amount.whole()) ? ONE : endsInFew(amount.whole()) ? FEW : MANY;
  }

  String ordinal(String digits, Form form) {
    return declined(numbers.spell(digits, "%ordinal"), stem -> switch (stem) {
      case "трет" -> form.soft;
      case "втор", "шест", "седьм", "восьм", "сороков", "нулев" -> form == Form.MASCULINE ? "ой" : form.ending;
      default -> form.ending;
    });
  }
}
