package coqui.pipeline;

import java.util.List;

/**
 * The silence around the chunks of a request, in seconds.
 *
 * @param before the first chunk
 * @param after each chunk; 0 where the next one follows without
 */
record Pauses(double before, List<Double> after) {

  Pauses {
    after = List.copyOf(after);
  }
}
