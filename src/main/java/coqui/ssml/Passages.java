package coqui.ssml;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts passages together from what a document has in order.
 *
 * <p>Pauses, ends and changes count when more text comes, not before: white space between elements changes nothing, and
 * a paragraph at the very end is followed by no pause. A piece that ends within a sentence, at a pause or where the
 * voice changes, gets a comma, so that it is spoken as something that goes on; marks that follow such a place
 * ({@code <break/>, and}) go to the piece before it.
 */
final class Passages {

  private static final double BETWEEN_PARAGRAPHS_SECONDS = 0.5;
  private static final String WHITE_SPACE = " \t\r\n";
  private static final String SENTENCE_ENDS = ".!?…‼⁇⁈⁉。．｡！？؟۔।॥:：;；؛";
  private static final String MARKS = SENTENCE_ENDS + ",،、，–—";
  /** Marks that belong to what is before them, with the quotation marks and brackets that they close. */
  private static final Pattern FIRST_MARKS = Pattern.compile(
      "[,.;:!?…،؛؟।॥]+[\"'”’»›)\\]]*(?=\\s|$)|[、，。！？：；．｡]+[」』）】”’]*");
  private static final String CLOSING = "\"'”’»›)]}」』）】";

  private final List<SsmlPassage> done = new ArrayList<>();
  private List<Piece> pieces = new ArrayList<>();   // of the passage that is not done
  private Style style = Style.OF_THE_REQUEST;       // of that passage
  private Place place = new Place(1, 1);            // where it begins
  private boolean spaceDue;
  private boolean sentenceOver;
  private boolean paragraphOver;
  private OptionalDouble pause = OptionalDouble.empty();   // asked for since the last text

  void paragraph() {
    paragraphOver = true;
    sentenceOver = true;
  }

  void sentence() {
    sentenceOver = true;
  }

  void pause(double seconds) {
    pause = OptionalDouble.of(pause.orElse(0) + seconds);
  }

  /** @param raw with any white space in it */
  void text(String raw, Style of, Place at) {
    String collapsed = collapsed(raw);
    String text = collapsed.strip().isEmpty() ? "" : collapsed.substring(
        collapsed.startsWith(" ") ? 1 : 0, collapsed.length() - (collapsed.endsWith(" ") ? 1 : 0));
    spaceDue |= collapsed.startsWith(" ");
    if (!text.isEmpty()) {
      String rest = continued(text, of, at);
      if (!rest.isEmpty()) {
        append(new Piece.Text(rest));
      }
      spaceDue = collapsed.endsWith(" ");
    }
  }

  void interpreted(SayAs as, String content, String format, Style of, Place at) {
    continued("", of, at);
    append(new Piece.Interpreted(as, collapsed(content), format, at));
  }

  private static String collapsed(String raw) {
    StringBuilder collapsed = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean white = WHITE_SPACE.indexOf(c) >= 0;
      if (!white) {
        collapsed.append(c);
      } else if (collapsed.length() == 0 || collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    return collapsed.toString();
  }

  /** Does what was put off until more text came. What is left of that text once its first marks went back. */
  private String continued(String text, Style of, Place at) {
    String rest = text;
    double seconds = pause.orElse(paragraphOver ? BETWEEN_PARAGRAPHS_SECONDS : 0);
    if (pieces.isEmpty()) {
      if (pause.isPresent() && seconds > 0) {
        done.add(new SsmlPassage(of, List.of(), seconds, at));
      }
      style = of;
      place = at;
    } else if (seconds > 0 || !of.equals(style)) {
      rest = withoutMarks(text);
      end(text.substring(0, text.length() - rest.length()));
      done.add(new SsmlPassage(style, pieces, seconds, place));
      pieces = new ArrayList<>();
      style = of;
      place = at;
    } else if (sentenceOver) {
      end("");
      append(new Piece.Text("\u2029"));   // where it ends, whatever stands there
    }
    if (pieces.isEmpty()) {
      spaceDue = false;
      rest = rest.stripLeading();
    }
    sentenceOver = false;
    paragraphOver = false;
    pause = OptionalDouble.empty();
    return rest;
  }

  private static String withoutMarks(String text) {
    Matcher marks = FIRST_MARKS.matcher(text);
    return marks.lookingAt() ? text.substring(marks.end()) : text;
  }

  /** Ends the passage, or a sentence in it, as one hears it. */
  private void end(String marks) {
    spaceDue = false;
    if (!marks.isEmpty()) {
      append(new Piece.Text(marks));
    }
    String last = pieces.get(pieces.size() - 1).written();
    int at = last.length();
    while (at > 0 && CLOSING.indexOf(last.charAt(at - 1)) >= 0) {
      at--;
    }
    String before = at > 0 ? last.substring(at - 1, at) : "";
    String enough = sentenceOver ? SENTENCE_ENDS : MARKS;
    if (pieces.get(pieces.size() - 1) instanceof Piece.Interpreted || enough.indexOf(before) < 0 || before.isEmpty()) {
      append(new Piece.Text(sentenceOver ? "." : ","));
    }
  }

  private void append(Piece piece) {
    if (spaceDue && !pieces.isEmpty()) {
      pieces.add(new Piece.Text(" "));
    }
    spaceDue = false;
    pieces.add(piece);
  }

  /** All of them, now that the document is over; at least one. */
  List<SsmlPassage> all() {
    List<SsmlPassage> all = new ArrayList<>(done);
    all.add(new SsmlPassage(style, pieces, pause.orElse(0), place));
    return all;
  }
}
