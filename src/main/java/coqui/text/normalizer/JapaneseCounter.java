package coqui.text.normalizer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The word that follows a number, by what is counted, and the sounds that change between the two: ichi + hon is ippon,
 * san + hon sanbon.
 *
 * @param reading after numbers that change nothing
 * @param afterN after san, sen and man, and after 何
 * @param joined written as one word with the number
 * @param changing whether its first consonant is doubled after numbers that end in a stop: so are those of Chinese
 *     origin
 * @param lastDigits whole words for numbers that end in the digit, number word included: 4 → "yo ji"
 * @param numbers whole words for this number only: 1 → "hitori"
 */
record JapaneseCounter(
    String reading, String afterN, boolean joined, boolean changing, Map<Character, String> lastDigits,
    Map<String, String> numbers) {

  /**
   * @param written {@code reading/afterN} and, after semicolons, {@code digit:words} for a last digit or {@code
   *     !number:words}; a plus before all of it if joined to the number, a tilde if nothing changes
   */
  static JapaneseCounter of(String written) {
    String[] parts = written.split(";");
    String readings = parts[0].replaceFirst("^[+~]*", "");
    String flags = parts[0].substring(0, parts[0].length() - readings.length());
    Map<Character, String> lastDigits = new LinkedHashMap<>();
    Map<String, String> numbers = new LinkedHashMap<>();
    Arrays.stream(parts).skip(1).map(part -> part.split(":")).forEach(pair -> {
      if (pair[0].startsWith("!")) {
        numbers.put(pair[0].substring(1), pair[1]);
      } else {
        lastDigits.put(pair[0].charAt(0), pair[1]);
      }
    });
    String[] pair = readings.split("/");
    return new JapaneseCounter(pair[0], pair[pair.length - 1], flags.contains("+"), !flags.contains("~"),
        lastDigits, numbers);
  }

  String count(Amount amount, JapaneseNumbers spelling) {
    String number = spelling.amount(amount, Gender.NONE);
    if (!amount.isWhole()) {
      return after(number);
    }
    String digits = amount.whole();
    if (numbers.containsKey(digits)) {
      return numbers.get(digits);
    }
    String words = lastDigits.get(digits.charAt(digits.length() - 1));
    return words == null ? after(number) : number.substring(0, number.lastIndexOf(' ') + 1) + words;
  }

  /** Whether {@code amount} is said otherwise than word by word. */
  boolean isIrregular(Amount amount, JapaneseNumbers spelling) {
    return !count(amount, spelling).equals(joint(spelling.amount(amount, Gender.NONE), reading));
  }

  /** Whether its first consonant comes in several forms: hon, pon, bon. */
  boolean isVoicing() {
    return changing && (reading.charAt(0) == 'h' || reading.charAt(0) == 'f');
  }

  /** @param number in words: "nijuu ichi" */
  String after(String number) {
    if (number.endsWith("san") || number.endsWith("sen") || number.endsWith("zen") || number.endsWith("man")
        || number.endsWith("nan")) {
      return afterN.equals(reading) ? joint(number, reading) : number + afterN;
    }
    String stem = changing ? stem(number) : null;
    if (stem == null) {
      return joint(number, reading);
    }
    char first = reading.charAt(0);
    return first == 'h' || first == 'f'
        ? stem + "pp" + reading.substring(1)
        : stem + (reading.startsWith("ch") ? 't' : first) + reading;
  }

  private String joint(String number, String word) {
    return number + (joined ? "" : " ") + word;
  }

  /** The number without its last syllable, if that gives way to the counter's consonant, or null. */
  private String stem(String number) {
    boolean beforeK = reading.charAt(0) == 'k';
    boolean beforeH = reading.charAt(0) == 'h' || reading.charAt(0) == 'f';
    boolean stops = beforeK || beforeH || reading.charAt(0) == 's' || reading.charAt(0) == 't'
        || reading.startsWith("ch");
    String last = number.substring(number.lastIndexOf(' ') + 1);
    int dropped = !stops ? 0
        : last.equals("ichi") || last.equals("hachi") ? 3
        : last.endsWith("juu") ? 1
        : (beforeK || beforeH) && (last.equals("roku") || last.endsWith("yaku")) ? 2
        : 0;
    return dropped == 0 ? null : number.substring(0, number.length() - dropped);
  }
}
