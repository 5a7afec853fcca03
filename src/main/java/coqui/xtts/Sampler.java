package coqui.xtts;

import coqui.speech.SamplingSettings;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws the codes of one sequence from the logits, as Hugging Face's {@code generate} does for Coqui: repetition
 * penalty → temperature → top-k → top-p → draw. The same seed and logits give the same codes.
 *
 * <p>The penalty falls on codes that were drawn before and on two more: the start code, and code 1, because Coqui shows
 * {@code generate} a prompt in which every place of conditioning and text is filled with 1.
 */
final class Sampler {

  private static final int PROMPT_FILLER = 1;

  private final SamplingSettings settings;
  private final SplittableRandom random;
  private final boolean[] seen;

  /**
   * @param codes V
   * @param startCode counts as drawn
   */
  Sampler(SamplingSettings settings, long seed, int codes, int startCode) {
    this.settings = settings;
    this.random = new SplittableRandom(seed);
    this.seen = new boolean[codes];
    seen[PROMPT_FILLER] = true;
    seen[startCode] = true;
  }

  /**
   * The next code, which counts as drawn from now on.
   *
   * @param logits [V], left alone
   * @throws ArithmeticException if a logit is not a number or infinite
   */
  int draw(float[] logits) {
    float[] scores = penalised(logits);
    int code = settings.greedy() ? best(scores) : pick(distribution(scores));
    drawn(code);
    return code;
  }

  /** From now on the penalty falls on this code. */
  void drawn(int code) {
    seen[code] = true;
  }

  /** [V] the probability of each code: what a draw with these logits would follow now. */
  float[] probabilities(float[] logits) {
    return distribution(penalised(logits));
  }

  private float[] penalised(float[] logits) {
    float penalty = (float) settings.repetitionPenalty();
    float[] scores = logits.clone();
    for (int code = 0; code < scores.length; code++) {
      if (!(scores[code] < Float.POSITIVE_INFINITY)) {
        throw new ArithmeticException("the logit of code %d is %s".formatted(code, scores[code]));
      }
      if (seen[code]) {
        scores[code] = scores[code] < 0 ? scores[code] * penalty : scores[code] / penalty;
      }
    }
    return scores;
  }

  private float[] distribution(float[] scores) {
    // The best score is taken off first, which softmax does not feel: a tiny temperature then cannot overflow.
    float best = scores[best(scores)];
    for (int code = 0; code < scores.length; code++) {
      scores[code] = (float) ((scores[code] - best) / settings.temperature());
    }
    keepTopK(scores);
    keepTopP(scores);
    softmax(scores);
    return scores;
  }

  /** Codes below the k-th best are out; equals of it stay. */
  private void keepTopK(float[] scores) {
    if (settings.topK() == 0 || settings.topK() >= scores.length) {
      return;
    }
    float[] sorted = scores.clone();
    Arrays.sort(sorted);
    float least = sorted[sorted.length - settings.topK()];
    for (int code = 0; code < scores.length; code++) {
      if (scores[code] < least) {
        scores[code] = Float.NEGATIVE_INFINITY;
      }
    }
  }

  /**
   * From the worst up, codes are out as long as together they are at most 1 − p likely. The best one always stays. Of
   * equals the lower code goes first; Coqui's order of equals is that of an unstable sort.
   */
  private void keepTopP(float[] scores) {
    if (settings.topP() == 1) {
      return;
    }
    float[] probabilities = scores.clone();
    softmax(probabilities);
    List<Integer> ascending = IntStream.range(0, scores.length)
        .filter(code -> scores[code] > Float.NEGATIVE_INFINITY)
        .boxed()
        .sorted(Comparator.comparingDouble(code -> scores[code]))
        .toList();
    double total = 0;
    for (int code : ascending.subList(0, ascending.size() - 1)) {
      total += probabilities[code];
      if (total > 1 - settings.topP()) {
        return;
      }
      scores[code] = Float.NEGATIVE_INFINITY;
    }
  }

  private static void softmax(float[] scores) {
    float best = scores[best(scores)];
    double sum = 0;
    for (int code = 0; code < scores.length; code++) {
      scores[code] = (float) Math.exp(scores[code] - best);
      sum += scores[code];
    }
    for (int code = 0; code < scores.length; code++) {
      scores[code] = (float) (scores[code] / sum);
    }
  }

  /** The first of the best codes. */
  static int best(float[] scores) {
    int best = 0;
    for (int code = 1; code < scores.length; code++) {
      if (scores[code] > scores[best]) {
        best = code;
      }
    }
    return best;
  }

  private int pick(float[] probabilities) {
    double left = random.nextDouble();
    int last = 0;
    for (int code = 0; code < probabilities.length; code++) {
      if (probabilities[code] > 0) {
        last = code;
        left -= probabilities[code];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }
}
