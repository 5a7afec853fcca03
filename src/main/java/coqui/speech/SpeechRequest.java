package coqui.speech;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What is to be spoken, with everything that decides how it will sound.
 *
 * @param passages in the order in which they are heard, at least one
 * @param sampling how codes are drawn
 * @param seed of the random draws; the same request with the same seed gives the same samples. Empty: a fresh
 *     one each time
 * @param sampleRate of the answer, in Hz
 * @param normalize whether the answer is brought to the configured loudness
 */
public record SpeechRequest(
    List<Passage> passages, SamplingSettings sampling, OptionalLong seed, int sampleRate, boolean normalize) {

  public SpeechRequest {
    passages = List.copyOf(passages);
    if (passages.isEmpty()) {
      throw new IllegalArgumentException("a request needs at least one passage");
    }
  }

  /** The same, all of it said by {@code other}. */
  public SpeechRequest withVoice(Voice other) {
    return new SpeechRequest(
        passages.stream().map(passage -> passage.withVoice(other)).toList(), sampling, seed, sampleRate, normalize);
  }

  /** Names of those who speak, each once, in the order in which they are first heard. */
  public List<String> speakers() {
    return passages.stream().map(passage -> passage.voice().name()).distinct().toList();
  }

  /** The languages that are spoken, each once, in the order in which they are first heard. */
  public List<Language> languages() {
    return passages.stream().map(Passage::language).distinct().toList();
  }

  /** How many characters (code points) all texts have. */
  public int characters() {
    return passages.stream().map(Passage::text).mapToInt(text -> text.codePointCount(0, text.length())).sum();
  }

  /** Without the texts, which belong in no log. */
  @Override
  public String toString() {
    return "SpeechRequest[%d characters in %s by %s]".formatted(
        characters(), languages().stream().map(Language::code).collect(Collectors.joining(", ")),
        String.join(", ", speakers()));
  }
}
