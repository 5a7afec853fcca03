package coqui.inbox;

import coqui.speech.InvalidRequestException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads SubRip's subtitles. There is no standard; this is what players take:
 *
 * <pre>
 * 1                                  a number, if any
 * 00:00:01,500 --> 00:00:04,000      hours, minutes, seconds; a dot will do as well; what follows is ignored
 * &lt;i>The train&lt;/i> leaves            the text, to an empty line; marks such as &lt;i> and {\an8} are left out
 * </pre>
 *
 * <p>Cues are put in the order of their times. One without anything to speak ("♪", "…") is left out.
 */
final class Subtitles {

  private static final Pattern TIMES = Pattern.compile(
      "\\s*(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})\\s*-->\\s*(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})(\\s.*)?");
  private static final Pattern MARKS = Pattern.compile("<[^<>]{1,100}>|\\{\\\\[^{}]{1,100}}");

  private Subtitles() {}

  /** @throws InvalidRequestException if it is not that, naming the line */
  static List<Cue> read(String text) {
    String[] lines = text.split("\\r\\n|\\r|\\n", -1);
    List<Cue> cues = new ArrayList<>();
    int at = 0;
    while (at < lines.length) {
      if (lines[at].isBlank()) {
        at++;
        continue;
      }
      boolean numbered = lines[at].strip().matches("\\d{1,9}") && at + 1 < lines.length;
      Matcher times = TIMES.matcher(lines[numbered ? at + 1 : at]);
      if (!times.matches()) {
        throw invalid("line %d is no time, expected one such as 00:00:01,500 --> 00:00:04,000"
            .formatted(at + (numbered ? 2 : 1)));
      }
      at += numbered ? 2 : 1;
      StringBuilder said = new StringBuilder();
      for (; at < lines.length && !lines[at].isBlank(); at++) {
        said.append(lines[at]).append('\n');
      }
      String spoken = MARKS.matcher(said).replaceAll("").strip();
      if (spoken.codePoints().anyMatch(Character::isLetterOrDigit)) {
        cues.add(new Cue(seconds(times, 1), spoken));
      }
    }
    if (cues.isEmpty()) {
      throw invalid("there is no text in them");
    }
    cues.sort(Comparator.comparingDouble(Cue::start));
    return cues;
  }

  private static double seconds(Matcher times, int group) {
    return Integer.parseInt(times.group(group)) * 3_600
        + Integer.parseInt(times.group(group + 1)) * 60
        + Integer.parseInt(times.group(group + 2))
        + Double.parseDouble("0." + times.group(group + 3));
  }

  private static InvalidRequestException invalid(String problem) {
    return new InvalidRequestException("invalid_subtitles", "These are no subtitles (SubRip): " + problem + ".", Map.of());
  }
}
