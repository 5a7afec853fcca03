package coqui.ssml;

import coqui.speech.Language;
import coqui.text.normalizer.Normalizers;
import coqui.text.normalizer.Ordinals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the content of a {@code say-as} is read. What comes out is text in words, which the normaliser of the sentence
 * leaves alone; or nothing, where the content is not what it is said to be.
 */
enum SayAs {

  /** Every letter, digit and sign by itself, with a little time between them. */
  CHARACTERS(List.of("characters", "spell-out", "verbatim"), "expected up to 100 letters, digits and signs") {
    @Override
    Optional<String> spoken(String content, Language language) {
      if (content.length() > LONGEST) {
        return Optional.empty();
      }
      String spelled = content.codePoints()
          .filter(character -> !Character.isWhitespace(character) && !Character.isSpaceChar(character))
          .mapToObj(Character::toString)
          .map(character -> character.codePoints().allMatch(Character::isLetter)
              ? character : Normalizers.inScript(language, character))
          .filter(word -> !word.isBlank())
          .collect(Collectors.joining(", "));
      return Optional.of(spelled).filter(words -> !words.isEmpty());
    }
  },

  /** Every digit by itself. */
  DIGITS(List.of("digits"), "expected up to 100 digits") {
    @Override
    Optional<String> spoken(String content, Language language) {
      return content.matches("\\d+( \\d+)*") ? CHARACTERS.spoken(content, language) : Optional.empty();
    }
  },

  /** A number, never a year or a part of a date. */
  CARDINAL(List.of("cardinal", "number"), "expected a number such as 1234 or -3.5, without marks for thousands") {
    @Override
    Optional<String> spoken(String content, Language language) {
      return content.matches("-?\\d{1,15}([.,]\\d{1,15})?")
          ? words(Normalizers.inScript(language, content))
              .filter(said -> !content.contains(",") || !said.contains(","))   // unless it is the decimal mark here
          : Optional.empty();
    }
  },

  /** Third, in the basic form of the language. */
  ORDINAL(List.of("ordinal"), "expected a whole number from 1 to 999999999") {
    @Override
    Optional<String> spoken(String content, Language language) {
      return content.matches("[1-9]\\d{0,8}")
          ? words(Normalizers.inScript(language, Ordinals.of(language, content)))
              .filter(said -> !said.equals(Normalizers.inScript(language, content)))   // Arabic has but few
          : Optional.empty();
    }
  },

  /** Digit by digit, with a little time between groups. */
  TELEPHONE(List.of("telephone"), "expected digits in groups, such as +49 30 1234567 or (555) 010-9999") {
    @Override
    Optional<String> spoken(String content, Language language) {
      if (content.length() > LONGEST || !content.matches("\\+?[ (]*\\d[\\d ().\\-/]*")) {
        return Optional.empty();
      }
      List<String> groups = new ArrayList<>();
      Matcher group = Pattern.compile("\\d+").matcher(content);
      while (group.find()) {
        groups.add(group.group().chars().mapToObj(digit -> Normalizers.inScript(language, Character.toString(digit)))
            .collect(Collectors.joining(" ")));
      }
      return words((content.startsWith("+") ? plus(language) + " " : "") + String.join(", ", groups));
    }

    /** As in "one plus one". */
    private String plus(Language language) {
      String one = Normalizers.inScript(language, "1");
      String sum = Normalizers.inScript(language, "1+1");
      return sum.substring(one.length(), sum.length() - one.length()).strip();
    }
  },

  /** A day; {@code format} tells the order of day, month and year where they are digits. */
  DATE(List.of("date"), "expected 2024-03-05, or with format mdy, dmy or ymd 3/5/2024 and the like") {
    @Override
    Optional<String> spoken(String content, String format, Language language) {
      Matcher parts = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})").matcher(content);
      String order = format.isEmpty() ? "ymd" : format;
      if (!parts.matches() || !List.of("ymd", "mdy", "dmy").contains(order)) {
        return Optional.empty();
      }
      String year = parts.group(order.indexOf('y') + 1);
      int month = Integer.parseInt(parts.group(order.indexOf('m') + 1));
      int day = Integer.parseInt(parts.group(order.indexOf('d') + 1));
      return year.length() == 4 && month >= 1 && month <= 12 && day >= 1 && day <= 31
          ? words(Normalizers.inScript(language, "%s-%02d-%02d".formatted(year, month, day))) : Optional.empty();
    }
  },

  /** A time of day. */
  TIME(List.of("time"), "expected a time of day such as 9:30 or 21:30") {
    @Override
    Optional<String> spoken(String content, Language language) {
      return content.matches("([01]?\\d|2[0-4]):[0-5]\\d")
          ? words(Normalizers.inScript(language, content)) : Optional.empty();
    }
  },

  /** An amount of money. */
  CURRENCY(List.of("currency"), "expected an amount with its sign, such as $20.50 or 20 €") {
    @Override
    Optional<String> spoken(String content, Language language) {
      return content.matches("\\p{Sc} ?\\d{1,12}([.,]\\d{1,3})*|\\d{1,12}([.,]\\d{1,3})* ?\\p{Sc}")
          ? words(Normalizers.inScript(language, content)) : Optional.empty();
    }
  };

  private static final int LONGEST = 100;

  private final List<String> names;
  private final String expected;

  SayAs(List<String> names, String expected) {
    this.names = names;
    this.expected = expected;
  }

  /** Empty where the content cannot be said like this. */
  Optional<String> spoken(String content, Language language) {
    return Optional.empty();
  }

  /** The same with a format; only dates have one. */
  Optional<String> spoken(String content, String format, Language language) {
    return format.isEmpty() ? spoken(content, language) : Optional.empty();
  }

  /** As in a document. */
  String written() {
    return names.get(0);
  }

  String expected() {
    return expected;
  }

  static Optional<SayAs> of(String interpretAs) {
    return Arrays.stream(values()).filter(as -> as.names.contains(interpretAs)).findFirst();
  }

  /** All names, for messages. */
  static String all() {
    return Arrays.stream(values()).flatMap(as -> as.names.stream()).collect(Collectors.joining(", "));
  }

  /** Unless the language has no words for it, and digits or signs are left. */
  private static Optional<String> words(String said) {
    return Optional.of(said).filter(words -> words.chars().noneMatch(Character::isDigit));
  }
}
