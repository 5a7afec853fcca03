package coqui.speech;

/**
 * How the next audio code is drawn from the logits, applied in this order.
 *
 * @param repetitionPenalty at least 1; logits of codes already spoken are divided (positive) or multiplied
 *     (negative) by it
 * @param temperature 0 for greedy decoding, else the divisor of the logits
 * @param topK how many of the best codes stay eligible: 1 is greedy, too, 0 for all
 * @param topP in (0, 1]; the smallest set of best codes with at least this probability stays eligible
 */
public record SamplingSettings(double temperature, int topK, double topP, double repetitionPenalty) {

  public SamplingSettings {
    check("temperature", temperature, 0, 100);
    check("top_k", topK, 0, 1_000_000);
    check("top_p", topP, Double.MIN_VALUE, 1);
    check("repetition_penalty", repetitionPenalty, 1, 100);
  }

  /** Whether the best code is always taken, so that the seed plays no part. */
  public boolean greedy() {
    return temperature == 0 || topK == 1;
  }

  private static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException("%s is %s, expected %s to %s".formatted(name, value, least, most));
    }
  }
}
