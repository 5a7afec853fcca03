package coqui.ssml;

import coqui.speech.InvalidRequestException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.Location;

/**
 * Where something stands in a document.
 *
 * @param line from 1
 * @param column from 1
 */
record Place(int line, int column) {

  private static final int LONGEST_SHOWN = 40;

  static Place of(Location location) {
    return new Place(Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
  }

  /** What to say of what stands here and cannot be spoken. */
  InvalidRequestException refused(String message) {
    return located(new InvalidRequestException("invalid_ssml", message, Map.of()));
  }

  /** The same refusal, about what stands here. */
  InvalidRequestException located(InvalidRequestException refusal) {
    Map<String, Object> details = new LinkedHashMap<>(refusal.details());
    details.put("field", "ssml");
    details.put("line", line);
    details.put("column", column);
    return new InvalidRequestException(refusal.code(),
        "ssml, line %d, column %d: %s".formatted(line, column, refusal.getMessage()), details);
  }

  /** What somebody wrote, of long ones the beginning. */
  static String shown(String written) {
    return shortened(written, LONGEST_SHOWN);
  }

  static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }
}
