package coqui.text.normalizer;

import coqui.speech.Language;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The normaliser of each language. */
public final class Normalizers {

  private static final Map<Language, Normalizer> LOADED = new ConcurrentHashMap<>();

  private Normalizers() {}

  /** The normaliser of {@code language}; its tables and dictionaries are loaded at the first call. */
  public static Normalizer of(Language language) {
    return LOADED.computeIfAbsent(language, Normalizers::load);
  }

  /**
   * The same in the script of the language, which {@link #of} would read again without any change: for a part of a text
   * that is to be read by itself.
   */
  public static String inScript(Language language, String text) {
    Normalizer normalizer = of(language);
    return normalizer instanceof RomanizingNormalizer romanizing
        ? romanizing.inScript().normalize(text)
        : normalizer.normalize(text);
  }

  private static Normalizer load(Language language) {
    return switch (language) {
      case ENGLISH -> EnglishNormalizer.create();
      case GERMAN -> GermanNormalizer.create();
      case POLISH -> PolishNormalizer.create();
      case FRENCH -> FrenchNormalizer.create();
      case ITALIAN -> ItalianNormalizer.create();
      case PORTUGUESE -> PortugueseNormalizer.create();
      case DUTCH -> DutchNormalizer.create();
      case SPANISH -> SpanishNormalizer.create();
      case KOREAN -> KoreanNormalizer.create();
      case CHINESE -> ChineseNormalizer.create();
      case RUSSIAN -> RussianNormalizer.create();
      case CZECH -> CzechNormalizer.create();
      case HINDI -> HindiNormalizer.create();
      case ARABIC -> ArabicNormalizer.create();
      case TURKISH -> TurkishNormalizer.create();
      case HUNGARIAN -> HungarianNormalizer.create();
      case JAPANESE -> JapaneseNormalizer.create();
    };
  }
}
