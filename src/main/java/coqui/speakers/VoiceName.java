package coqui.speakers;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import coqui.speech.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a saved voice is called: 1 to 64 letters, marks and digits of any script, single spaces and {@code - _ . , ' ’ ( )
 * & +}, beginning with a letter or digit and not ending with a space; in Unicode's normal form C. So it is the same to
 * the eye as to a program, and means nothing to a file system, a URL or a terminal.
 *
 * @param text in that form
 */
public record VoiceName(String text) {

  /** Of how many characters one may be. */
  public static final int MOST_CHARACTERS = 64;

  private static final String MARKS_OF_PUNCTUATION = " -_.,'’()&+";
  private static final int LONGEST_WRITTEN = 16 * MOST_CHARACTERS;   // as UTF-16, however it is composed

  public VoiceName {
    problem(text).ifPresent(problem -> {
      throw new IllegalArgumentException(problem);
    });
  }

  /**
   * The name that somebody wrote.
   *
   * @throws InvalidRequestException if it can be none
   */
  public static VoiceName of(String written) {
    String composed = composed(written);
    problem(composed).ifPresent(problem -> {
      throw InvalidRequestException.ofField("name", problem);
    });
    return new VoiceName(composed);
  }

  /** The same for a name that is only looked for; empty if it can be none. */
  static Optional<VoiceName> sought(String written) {
    String composed = composed(written);
    return problem(composed).isEmpty() ? Optional.of(new VoiceName(composed)) : Optional.empty();
  }

  /** Whether both would be taken for the same name: they differ at most in letter case and width. */
  public boolean clashesWith(String other) {
    return folded(text).equals(folded(other));
  }

  /** 64 hexadecimal digits, the same for names that clash: what its files are called. */
  String key() {
    try {
      byte[] folded = folded(text).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(folded));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private static String folded(String name) {
    return Normalizer2.getNFKCCasefoldInstance().normalize(name);
  }

  private static String composed(String written) {
    return written.length() > LONGEST_WRITTEN ? written : Normalizer2.getNFCInstance().normalize(written);
  }

  private static Optional<String> problem(String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > MOST_CHARACTERS) {
      return Optional.of("The name has %d characters, expected 1 to %d.".formatted(length, MOST_CHARACTERS));
    }
    if (!Normalizer2.getNFCInstance().isNormalized(name)) {
      return Optional.of("The name is not in Unicode's normal form C.");
    }
    OptionalInt wrong = name.codePoints().filter(character -> !isAllowed(character)).findFirst();
    if (wrong.isPresent()) {
      return Optional.of("The name has the character U+%04X, expected letters, digits, spaces and - _ . , ' ( ) & +."
          .formatted(wrong.getAsInt()));
    }
    if (!Character.isLetterOrDigit(name.codePointAt(0))) {
      return Optional.of("The name begins with U+%04X, expected a letter or a digit.".formatted(name.codePointAt(0)));
    }
    if (name.endsWith(" ") || name.contains("  ")) {
      return Optional.of("The name has a space at its end, or two together; leave them out.");
    }
    return Optional.empty();
  }

  /** Some letters and marks are invisible, such as U+3164 and U+034F: those count for nothing in Unicode's own folding. */
  private static boolean isAllowed(int character) {
    if (UCharacter.hasBinaryProperty(character, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
      return false;
    }
    return switch (Character.getType(character)) {
      case Character.UPPERCASE_LETTER, Character.LOWERCASE_LETTER, Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER, Character.OTHER_LETTER, Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK, Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER,
          Character.OTHER_NUMBER -> true;
      default -> MARKS_OF_PUNCTUATION.indexOf(character) >= 0;
    };
  }
}
