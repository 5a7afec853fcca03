package coqui.text;

import coqui.speech.Language;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long a chunk may be. Longer ones make XTTS swallow words or babble.
 *
 * @param charLimits the checkpoint's own limits in characters by language code (its {@code char_limits}), possibly
 *     empty
 * @param maxTokens the most token ids a chunk may have, its language token included
 */
public record TextLimits(Map<String, Integer> charLimits, int maxTokens) {

  /** For every language: what a listener can follow in one go, whatever the model could take. */
  private static final int MAX_CHARACTERS = 200;

  private static final int MAX_WORDS = 60;

  /** What XTTS v2 was trained on, from Coqui's {@code VoiceBpeTokenizer.char_limits}. */
  private static final Map<Language, Integer> TRAINED = new EnumMap<>(Map.ofEntries(
      Map.entry(Language.ENGLISH, 250), Map.entry(Language.GERMAN, 253), Map.entry(Language.FRENCH, 273),
      Map.entry(Language.SPANISH, 239), Map.entry(Language.ITALIAN, 213), Map.entry(Language.PORTUGUESE, 203),
      Map.entry(Language.POLISH, 224), Map.entry(Language.CHINESE, 82), Map.entry(Language.ARABIC, 166),
      Map.entry(Language.CZECH, 186), Map.entry(Language.RUSSIAN, 182), Map.entry(Language.DUTCH, 251),
      Map.entry(Language.TURKISH, 226), Map.entry(Language.JAPANESE, 71), Map.entry(Language.HUNGARIAN, 224),
      Map.entry(Language.KOREAN, 95), Map.entry(Language.HINDI, 150)));

  public TextLimits {
    charLimits = Map.copyOf(charLimits);
    charLimits.forEach((code, limit) -> {
      if (limit < 1) {
        throw new IllegalArgumentException("char_limits." + code + " is " + limit + ", expected at least 1");
      }
    });
    if (maxTokens < 32) {
      throw new IllegalArgumentException("at most " + maxTokens + " tokens a chunk, expected at least 32");
    }
  }

  /** The most characters (code points) of a chunk in {@code language}. */
  public int maxCharacters(Language language) {
    int checkpoint = charLimits.getOrDefault(language.code(),
        charLimits.getOrDefault(language.code().split("-", 2)[0], MAX_CHARACTERS));
    return Math.min(checkpoint, Math.min(MAX_CHARACTERS, TRAINED.get(language)));
  }

  /** The most words, separated by white space, of a chunk. */
  public int maxWords() {
    return MAX_WORDS;
  }
}
