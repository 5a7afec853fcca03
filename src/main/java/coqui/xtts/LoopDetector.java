package coqui.xtts;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Notices that a sequence has begun to repeat itself, code by code. A code costs a hundred comparisons.
 *
 * <p>It looks at favourites: the code that the model held for the likeliest, whatever the repetition penalty and
 * chance made of it. A model that is stuck cannot say the same codes again under the usual penalties, but still wants
 * to: in 792 sentences of the demo voice at penalties of 2 and 5, not one code was drawn twice.
 *
 * <ul>
 *   <li>A stretch of up to {@value #LONGEST_PERIOD} codes (4.5 s) said three times over, the repetitions 1.5 s long
 *       at least. Some codes may differ: a match scores 1, a difference costs 2. Good speech of the demo voice scores up
 *       to 6; {@value #LEAST_SCORE} are needed.
 *   <li>Of the last {@value #WINDOW} (2.2 s), no more than {@value #FEW} different ones, in any order: silence or a
 *       hum. Good speech has 25 or more, and natural pauses are shorter.
 * </ul>
 */
final class LoopDetector {

  static final int WINDOW = 48;
  static final int FEW = 8;

  private static final int LONGEST_PERIOD = 96;
  private static final int LEAST_SCORE = 32;
  private static final int MISMATCH = 2;
  private static final int PAUSE = 6;

  private final int[] score = new int[LONGEST_PERIOD + 1];   // of each period: how well the latest codes repeat at it
  private final int[] began = new int[LONGEST_PERIOD + 1];   // where that score began to rise
  private final int[] inWindow;                              // how often each code is among the latest
  private int different;                                     // how many codes are
  private int[] favourites = new int[64];
  private int count;

  /** @param codes V */
  LoopDetector(int codes) {
    this.inWindow = new int[codes];
  }

  /**
   * Takes the next favourite.
   *
   * @return how many codes came before it began to repeat itself, at least 1; empty while it does not
   */
  OptionalInt accept(int favourite) {
    if (count == favourites.length) {
      favourites = Arrays.copyOf(favourites, 2 * count);
    }
    favourites[count] = favourite;
    OptionalInt repeated = repeated();
    count++;
    enterWindow(favourite);
    if (repeated.isPresent()) {
      return repeated;
    }
    return count >= WINDOW && different <= FEW ? OptionalInt.of(count - WINDOW + PAUSE) : OptionalInt.empty();
  }

  private OptionalInt repeated() {
    for (int period = 1; period <= Math.min(count, LONGEST_PERIOD); period++) {
      if (favourites[count] != favourites[count - period]) {
        score[period] = Math.max(0, score[period] - MISMATCH);
        continue;
      }
      if (score[period] == 0) {
        began[period] = count;
      }
      score[period]++;
      if (score[period] >= Math.max(LEAST_SCORE, 2 * period)) {
        return OptionalInt.of(began[period]);
      }
    }
    return OptionalInt.empty();
  }

  private void enterWindow(int favourite) {
    different += inWindow[favourite]++ == 0 ? 1 : 0;
    if (count > WINDOW) {
      different -= --inWindow[favourites[count - 1 - WINDOW]] == 0 ? 1 : 0;
    }
  }
}
