package coqui.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The 17 languages of XTTS v2, named by the codes of its vocabulary. */
public enum Language {
  ENGLISH("en"),
  SPANISH("es"),
  FRENCH("fr"),
  GERMAN("de"),
  ITALIAN("it"),
  PORTUGUESE("pt"),
  POLISH("pl"),
  TURKISH("tr"),
  RUSSIAN("ru"),
  DUTCH("nl"),
  CZECH("cs"),
  ARABIC("ar"),
  CHINESE("zh-cn"),
  JAPANESE("ja"),
  HUNGARIAN("hu"),
  KOREAN("ko"),
  HINDI("hi");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The code in requests, in {@code config.json} and, in brackets, in the vocabulary: {@code en}, {@code zh-cn}. */
  public String code() {
    return code;
  }

  /** The codes of all languages, in the order of their declaration. */
  public static List<String> codes() {
    return Arrays.stream(values()).map(Language::code).toList();
  }

  /**
   * The language that a tag names: its code in any case, or a regional tag of it ({@code en-US}, {@code pt_BR},
   * {@code zh}), which counts as its base language.
   */
  public static Optional<Language> of(String tag) {
    String wanted = tag.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    String base = wanted.split("-", 2)[0];
    return Arrays.stream(values())
        .filter(language -> language.code.equals(wanted) || language.code.split("-", 2)[0].equals(base))
        .findFirst();
  }
}
