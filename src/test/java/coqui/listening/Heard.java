package coqui.listening;

import java.util.List;

/**
 * What a recogniser made of a recording.
 *
 * @param text that was spoken
 * @param transcript what was heard
 * @param words of the text
 * @param edits the fewest words to insert, delete or exchange that make one of the other
 */
record Heard(String text, String transcript, int words, int edits) {

  /** Word error rate of all of them together, in percent of the words that were spoken; more than 100 is possible. */
  static double errorRate(List<Heard> all) {
    return 100.0 * all.stream().mapToInt(Heard::edits).sum() / all.stream().mapToInt(Heard::words).sum();
  }
}
