package coqui.text;

import com.ibm.icu.lang.UCharacter;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Byte-pair encoding with a vocabulary of XTTS: the ids that the model was trained on.
 *
 * <p>The text is cut into words and runs of other characters; a space becomes {@code [SPACE]}. Each piece starts as its
 * single characters, {@code [UNK]} for each that the vocabulary lacks; then the adjacent pair that stands first in the
 * list of merges is joined, the leftmost first, until no pair is in the list.
 *
 * <p>Special tokens are put in by id and never looked for in the text: "[STOP]" or "[en]" in it are brackets and
 * letters.
 */
final class Tokenizer {

  private static final int MOST_KNOWN_PIECES = 10_000;
  private static final int LONGEST_KNOWN_PIECE = 40;

  /** Stands where a token was swallowed by its left neighbour. */
  private static final int MERGED = -1;

  private final Vocabulary vocabulary;
  /** The ids of words seen before: texts repeat themselves. Bounded, since texts come from strangers. */
  private final Map<String, int[]> knownPieces = new ConcurrentHashMap<>();

  Tokenizer(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
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
    while (from < text.length()) {
      Kind kind = Kind.of(text.codePointAt(from));
      int end = from;
      while (end < text.length() && Kind.of(text.codePointAt(end)) == kind) {
        if (text.charAt(end) == ' ') {
          ids.add(vocabulary.space()); // other white space has no token
        }
        end += Character.charCount(text.codePointAt(end));
      }
      if (kind != Kind.WHITE_SPACE) {
        for (int id : encodePiece(text.substring(from, end))) {
          ids.add(id);
        }
      }
      from = end;
    }
    return ids.build().toArray();
  }

  /** The kinds of characters that the pre-tokenizer {@code Whitespace} tells apart: {@code \w+|[^\w\s]+}. */
  private enum Kind {
    WORD,
    WHITE_SPACE,
    OTHER;

    static Kind of(int character) {
      if (character >= 'a' && character <= 'z') {
        return WORD;
      }
      if (UCharacter.isUWhiteSpace(character)) {
        return WHITE_SPACE;
      }
      return isOfWord(character) ? WORD : OTHER;
    }

    /** Combining marks count, else Hindi falls apart. */
    private static boolean isOfWord(int character) {
      return switch (Character.getType(character)) {
        case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK,
            Character.DECIMAL_DIGIT_NUMBER, Character.CONNECTOR_PUNCTUATION -> true;
        default -> Character.isAlphabetic(character) || character == 0x200C || character == 0x200D;
      };
    }
  }

  private int[] encodePiece(String piece) {
    int[] known = knownPieces.get(piece);
    if (known != null) {
      return known;
    }
    int[] ids = mergeAll(piece);
    if (piece.length() <= LONGEST_KNOWN_PIECE && knownPieces.size() < MOST_KNOWN_PIECES) {
      knownPieces.put(piece, ids);
    }
    return ids;
  }

  /** A queue of candidate merges makes this n log n in the length of the piece: a word may be as long as a request. */
  private int[] mergeAll(String piece) {
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
    return Arrays.stream(token).filter(id -> id != MERGED).toArray();
  }

  private void offer(PriorityQueue<Candidate> candidates, int[] token, int left, int right) {
    Vocabulary.Merge merge = vocabulary.merges().get(Vocabulary.pair(token[left], token[right]));
    if (merge != null) {
      candidates.add(new Candidate(merge, left, token[left], token[right]));
    }
  }

  /** A merge that was possible when it was queued. */
  private record Candidate(Vocabulary.Merge merge, int left, int leftToken, int rightToken)
      implements Comparable<Candidate> {

    @Override
    public int compareTo(Candidate other) {
      int byRank = Integer.compare(merge.rank(), other.merge.rank());
      return byRank != 0 ? byRank : Integer.compare(left, other.left);
    }
  }
}
