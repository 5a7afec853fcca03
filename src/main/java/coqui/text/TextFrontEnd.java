package coqui.text;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import coqui.text.normalizer.Normalizer;
import coqui.text.normalizer.Normalizers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * From a text as written to the token ids that the model speaks: split into sentences, pack these into chunks,
 * normalise each chunk, tokenise it.
 *
 * <p>Any string is a text: nothing here throws for what is written in it, time is linear in its length, and no letter
 * of it is lost. Immutable; any thread may use it.
 */
public final class TextFrontEnd {

  /** Of explicit limits, in characters: no more than the search for the best cuts takes in its stride. */
  private static final int LONGEST_CHUNK = 2_000;

  private final Map<Language, Reading> readings = new ConcurrentHashMap<>();
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
    Reading reading = readings.computeIfAbsent(language, Reading::new);
    ChunkLimits chunkLimits = new ChunkLimits(Math.min(maxCharacters, LONGEST_CHUNK), maxWords, false);
    List<SentenceSplitter.Span> spans = reading.sentences.split(text);
    List<String> sentences = spans.stream().map(span -> text.substring(span.start(), span.end())).toList();
    List<TextChunk> chunks = new ArrayList<>();
    if (CharacterClasses.hasSpeakable(text)) {
      reading.chunker.chunk(text, spans, chunkLimits).forEach(chunk -> addChunks(chunk, reading, chunkLimits, chunks));
    }
    return new SpeechPlan(sentences, chunks);
  }

  /** Adds {@code chunk}, in as many pieces as its tokens need. */
  private void addChunks(String chunk, Reading reading, ChunkLimits chunkLimits, List<TextChunk> chunks) {
    String normalized = reading.normalizer.normalize(chunk);
    int[] ids = tokenizer.encode(normalized, reading.language);
    if (ids.length <= limits.maxTokens()) {
      chunks.add(new TextChunk(chunk, normalized, ids));
      return;
    }
    int characters = chunk.codePointCount(0, chunk.length());
    int fewer = (int) Math.max(1, Math.min(characters - 1L, (long) characters * limits.maxTokens() / ids.length));
    List<String> pieces = reading.chunker.chunk(chunk, reading.sentences.split(chunk),
        new ChunkLimits(fewer, chunkLimits.words(), true));
    if (pieces.size() > 1) {
      pieces.forEach(piece -> addChunks(piece, reading, chunkLimits, chunks));
    } else {
      // One letter under a heap of marks: only marks are left to drop.
      chunks.add(new TextChunk(chunk, normalized, Arrays.copyOf(ids, limits.maxTokens())));
    }
  }

  /** What reading a language takes. */
  private static final class Reading {
    final Language language;
    final SentenceSplitter sentences;
    final Chunker chunker;
    final Normalizer normalizer;

    Reading(Language language) {
      this.language = language;
      sentences = new SentenceSplitter(language);
      chunker = new Chunker(language);
      normalizer = Normalizers.of(language);
    }
  }
}
