package coqui.ssml;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;

/** A piece of a passage's text. */
sealed interface Piece {

  String written();

  /** @throws InvalidRequestException if there is no way to say it in this language */
  String spoken(Language language);

  /** Ordinary text, white space collapsed. */
  record Text(String written) implements Piece {

    @Override
    public String spoken(Language language) {
      return written;
    }
  }

  /** The content of a {@code say-as}. */
  record Interpreted(SayAs as, String written, String format, Place place) implements Piece {

    @Override
    public String spoken(Language language) {
      return as.spoken(written, format, language).orElseThrow(() -> place.refused(
          "'%s' cannot be said as %s%s in %s; %s.".formatted(Place.shown(written), as.written(),
              format.isEmpty() ? "" : " (" + Place.shown(format) + ")", language.code(), as.expected())));
    }
  }
}
