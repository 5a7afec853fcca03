package coqui.ssml;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A part of a document that one voice speaks in one language at one pace, up to a pause or the next change.
 *
 * <p>What is spoken depends on the language (how are digits called?), which need not be known before.
 */
public final class SsmlPassage {

  private final Style style;
  private final List<Piece> pieces;
  private final double pauseSeconds;
  private final Place place;

  SsmlPassage(Style style, List<Piece> pieces, double pauseSeconds, Place place) {
    this.style = style;
    this.pieces = List.copyOf(pieces);
    this.pauseSeconds = pauseSeconds;
    this.place = place;
  }

  /** Name of who speaks; empty where the document does not say. */
  public Optional<String> voice() {
    return style.voice();
  }

  /** Tag of the language; empty where the document does not say. */
  public Optional<String> language() {
    return style.language();
  }

  /** The pace in multiples of the usual one, 0.7 to 1.3. */
  public double rate() {
    return style.rate();
  }

  /** Silence after it. */
  public double pauseSeconds() {
    return pauseSeconds;
  }

  /** The text as written, with what a {@code say-as} holds; empty for a pause before anything is said. */
  public String written() {
    return pieces.stream().map(Piece::written).collect(Collectors.joining());
  }

  /**
   * The text to speak.
   *
   * @throws InvalidRequestException if a {@code say-as} asks for what cannot be said in this language
   */
  public String spoken(Language language) {
    return pieces.stream().map(piece -> piece.spoken(language)).collect(Collectors.joining());
  }

  /** The same refusal, with where the passage begins. */
  public InvalidRequestException located(InvalidRequestException refusal) {
    return refusal.details().containsKey("line") ? refusal : place.located(refusal);
  }
}
