package coqui.text.normalizer;

import coqui.speech.Language;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The ordinal of a number, where a text does not show by its ending that it means one. */
public final class Ordinals {

  private static final Map<Language, UnaryOperator<String>> LOADED = new ConcurrentHashMap<>();

  private Ordinals() {}

  /**
   * {@code 3} → third, dritte, troisième: in the basic form (nominative, masculine), in the script of the language.
   *
   * @param digits without a leading zero, at most nine
   */
  public static String of(Language language, String digits) {
    return LOADED.computeIfAbsent(language, Ordinals::load).apply(digits);
  }

  private static UnaryOperator<String> load(Language language) {
    return switch (language) {
      case ENGLISH -> new EnglishNumbers()::ordinal;
      case GERMAN -> new GermanNumbers()::ordinal;
      case DUTCH -> new DutchNumbers()::ordinal;
      case HUNGARIAN -> new HungarianNumbers()::ordinal;
      case TURKISH -> new TurkishNumbers()::ordinal;
      case ARABIC -> new ArabicNumbers()::ordinal;
      case FRENCH -> masculine(new FrenchNumbers()::ordinal);
      case SPANISH -> {
        SpanishNumbers numbers = new SpanishNumbers();
        yield digits -> numbers.ordinal(digits, Gender.NONE);   // masculine has lost its ending, as before a noun
      }
      case ITALIAN -> masculine(new ItalianNumbers()::ordinal);
      case PORTUGUESE -> masculine(new PortugueseNumbers()::ordinal);
      case POLISH -> {
        PolishNumbers numbers = new PolishNumbers();
        yield digits -> numbers.ordinal(digits, PolishNumbers.Form.MASCULINE);
      }
      case RUSSIAN -> {
        RussianNumbers numbers = new RussianNumbers();
        yield digits -> numbers.ordinal(digits, RussianNumbers.Form.MASCULINE);
      }
      case CZECH -> {
        CzechNumbers numbers = new CzechNumbers();
        yield digits -> numbers.ordinal(digits, CzechNumbers.Form.MASCULINE);
      }
      case HINDI -> {
        HindiNumbers numbers = new HindiNumbers();
        yield digits -> numbers.ordinal(digits, "वाँ");
      }
      // These write the number, and the normaliser reads it together with what makes an ordinal of it.
      case CHINESE -> digits -> "第" + digits;
      case JAPANESE -> digits -> digits + "番目";
      case KOREAN -> digits -> digits + "번째";
    };
  }

  private interface Gendered {
    String ordinal(String digits, Gender gender);
  }

  private static UnaryOperator<String> masculine(Gendered numbers) {
    return digits -> numbers.ordinal(digits, Gender.MASCULINE);
  }
}
