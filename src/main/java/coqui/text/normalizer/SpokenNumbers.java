package coqui.text.normalizer;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Numbers in words, by rules in the language of ICU's {@link RuleBasedNumberFormat}. The rules are our own: those of
 * ICU have errors in several languages and change between versions.
 *
 * <p>Safe for all threads: the engine is not, so one caller at a time uses it.
 */
final class SpokenNumbers {

  /** More digits than a {@code long} holds for sure are read one by one. */
  private static final int MOST_DIGITS = 18;

  /** Numbers below this are the most of what texts hold, years included. */
  private static final int SMALL = 2_100;

  private final RuleBasedNumberFormat format;
  private final String cardinals;
  /** By rule set, the small numbers said so far: they need not queue for the engine, which takes microseconds. */
  private final Map<String, AtomicReferenceArray<String>> small = new ConcurrentHashMap<>();

  /**
   * @param rules rule sets, the one for cardinals among them
   * @param cardinals name of that rule set, with its {@code %}
   */
  SpokenNumbers(ULocale locale, String rules, String cardinals) {
    format = new RuleBasedNumberFormat(rules, locale);
    this.cardinals = cardinals;
  }

  String cardinal(String digits) {
    return spell(digits, cardinals);
  }

  String cardinal(long number) {
    return spell(Long.toString(number), cardinals);
  }

  /**
   * @param digits one or more ASCII digits. Read one by one if they begin with a zero (007) or are too many for a
   *     number
   * @param ruleSet its name with the {@code %}
   */
  String spell(String digits, String ruleSet) {
    if (digits.length() > MOST_DIGITS || digits.length() > 1 && digits.startsWith("0")) {
      return digitByDigit(digits);
    }
    long number = Long.parseLong(digits);
    if (number >= SMALL) {
      return engine(number, ruleSet);
    }
    AtomicReferenceArray<String> known = small.computeIfAbsent(ruleSet, name -> new AtomicReferenceArray<>(SMALL));
    String spelled = known.get((int) number);
    if (spelled == null) {
      spelled = engine(number, ruleSet);
      known.set((int) number, spelled);
    }
    return spelled;
  }

  private String engine(long number, String ruleSet) {
    synchronized (format) {
      return format.format(number, ruleSet);
    }
  }

  /** Decimals read as a number after their leading zeros: 05 is "zero five", 25 "twenty-five"; many as digits. */
  String fraction(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    if (zeros == 0 || digits.length() > 3) {
      return digits.length() > 3 ? digitByDigit(digits) : cardinal(digits);
    }
    return digitByDigit(digits.substring(0, zeros)) + " " + cardinal(digits.substring(zeros));
  }

  /** The digits of {@code digits} as single numbers; other characters are left out. */
  String digitByDigit(String digits) {
    List<String> words = new ArrayList<>();
    for (char digit : digits.toCharArray()) {
      if (digit >= '0' && digit <= '9') {
        words.add(cardinal(Character.toString(digit)));
      }
    }
    return String.join(" ", words);
  }
}
