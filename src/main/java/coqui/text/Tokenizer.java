package coqui.text;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.util.PriorityQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Byte-pair encoding with a vocabulary of XTTS: the ids that the model was trained on.
 *
 * <p>The text is cut into words and runs of other characters; a space becomes {@code [SPACE]}. Each piece starts as its single
 * characters, {@code [UNK]} for each that the vocabulary lacks; then the adjacent pair that stands first in the list of merges is
 * joined, the leftmost first, until no pair is in the list.
 *
 * <p>Special tokens are put in by id and never looked for in the text: "[STOP]" or "[en]" in it are brackets and letters.
 */
final class Tokenizer {

  /** The pre-tokenizer {@code Whitespace}. Combining marks count as letters, else Hindi falls apart. */
  private static final Pattern PIECE = Pattern.compile("\\w+|[^\\w\\s]+", Pattern.UNICODE_CHARACTER_CLASS);

  /** Stands where a token was swallowed by its left neighbour. */
  private static final int MERGED = -1;

  private final Vocabulary vocabulary;

  Tokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  int vocabularySize() {
    return vocabulary.size();
  }

  /**
   * @param text normalised
   * @return [T] the language's token, then those of {@code text}
   * @throws InvalidRequestException if the vocabulary has no token for {@code language}
   */
  int[] encode(String text, Language language) {
    Integer languageToken = vocabulary.languages().get(language);
    if (languageToken == null) {
      throw InvalidRequestException.unsupportedLanguage(
          language.code(), vocabulary.languages().keySet().stream().map(Language::code).toList());
    }
    IntStream.Builder ids = IntStream.builder();
    ids.add(languageToken);
    int from = 0;
    for (int space = text.indexOf(' '); space >= 0; space = text.indexOf(' ', from)) {
      encodePieces(text.substring(from, space), ids);
      ids.add(vocabulary.space());
      from = space + 1;
    }
    encodePieces(text.substring(from), ids);
    return ids.build().toArray();
  }

  private void encodePieces(String text, IntStream.Builder ids) {
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      encodePiece(piece.group(), ids);
    }
  }

  /** A queue of candidate merges makes this n log n in the length of the piece: a word may be as long as a request. */
  private void encodePiece(String piece, IntStream.Builder ids) {
    Integer whole = vocabulary.ids().get(piece);
    if (whole != null && piece.codePointCount(0, piece.length()) == 1) {
      ids.add(whole);
      return;
    }
    int[] token = piece.codePoints()
        .map(character -> vocabulary.ids().getOrDefault(Character.toString(character), vocabulary.unknown()))
        .toArray();
    int[] next = new int[token.length];
    int[] previous = new int[token.length];
    PriorityQueue<Candidate> candidates = new PriorityQueue<>();
    for (int at = 0; at < token.length; at++) {
      next[at] = at + 1;
      previous[at] = at - 1;
    }
    for (int at = 0; at + 1 < token.length; at++) {
      offer(candidates, token, at, at + 1);
    }
    while (!candidates.isEmpty()) {
      Candidate candidate = candidates.remove();
      int left = candidate.left();
      int right = next[left];
      if (right >= token.length || token[left] != candidate.leftToken() || token[right] != candidate.rightToken()) {
        continue; // one of the two has been merged with its other neighbour meanwhile
      }
      token[left] = candidate.merge().id();
      token[right] = MERGED;
      next[left] = next[right];
      if (next[left] < token.length) {
        previous[next[left]] = left;
        offer(candidates, token, left, next[left]);
      }
      if (previous[left] >= 0) {
        offer(candidates, token, previous[left], left);
      }
    }
    for (int at = 0; at < token.length; at = next[at]) {
      ids.add(token[at]);
    }
  }

  private void offer(PriorityQueue<Candidate> candidates, int[] token, int left, int right) {
    Vocabulary.Merge merge = vocabulary.merges().get(Vocabulary.pair(token[left], token[right]));
    if (merge != null) {
      candidates.add(new Candidate(merge, left, token[left], token[right]));
    }
  }

  /** A merge that was possible when it was queued. */
  private record Candidate(Vocabulary.Merge merge, int left, int leftToken, int rightToken) implements Comparable<Candidate> {

    @Override
    public int compareTo(Candidate other) {
      int byRank = Integer.compare(merge.rank(), other.merge.rank());
      return byRank != 0 ? byRank : Integer.compare(left, other.left);
    }
  }
}
