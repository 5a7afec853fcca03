package coqui.text;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import coqui.text.normalizer.Normalizers;
import java.nio.file.Path;
import java.util.List;

/**
 * From a text as written to the token ids that the model speaks: split into sentences, pack these into chunks, normalise each
 * chunk, tokenise it.
 *
 * <p>Any string is a text: nothing here throws for what is written in it, time is linear in its length, and no letter of it is
 * lost. Immutable; any thread may use it.
 */
public final class TextFrontEnd {

  private final Tokenizer tokenizer;
  private final TextLimits limits;

  private TextFrontEnd(Tokenizer tokenizer, TextLimits limits) {
    this.tokenizer = tokenizer;
    this.limits = limits;
  }

  /**
   * @param vocabularyFile the checkpoint's {@code vocab.json}
   * @throws ModelLoadException if that file is missing or no vocabulary of XTTS
   */
  public static TextFrontEnd load(Path vocabularyFile, TextLimits limits) {
    return new TextFrontEnd(new Tokenizer(Vocabulary.read(vocabularyFile)), limits);
  }

  /** One more than the largest token id: the rows that the model's text embedding needs at least. */
  public int vocabularySize() {
    return tokenizer.vocabularySize();
  }

  /**
   * The plan of {@code text} under the limits of this front end.
   *
   * @throws InvalidRequestException if the vocabulary has no token for {@code language}
   */
  public SpeechPlan plan(String text, Language language) {
    return plan(text, language, limits.maxCharacters(language), limits.maxWords());
  }

  /**
   * The plan of {@code text} under explicit limits, for explanation and experiments.
   *
   * @param maxCharacters of a chunk, at least 1
   * @param maxWords of a chunk, at least 1
   */
  public SpeechPlan plan(String text, Language language, int maxCharacters, int maxWords) {
    String trimmed = text.strip();
    if (trimmed.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return new SpeechPlan(List.of(), List.of());
    }
    String normalized = Normalizers.of(language).normalize(trimmed);
    return new SpeechPlan(List.of(trimmed), List.of(
        new TextChunk(trimmed, normalized, tokenizer.encode(normalized, language))));
  }
}
