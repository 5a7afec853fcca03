package coqui.bench;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param starts how often the server is started
 * @param repetitions of everything but the load
 * @param steps that are timed in each repetition of a batch
 * @param batches how many sequences are decoded side by side
 * @param clients how many at once, each with one request
 * @param limit after which no further measurement is begun
 */
public record BenchPlan(
    int starts, int repetitions, int steps, List<Integer> batches, List<Integer> clients, Duration limit) {

  private static final List<Integer> BATCHES = List.of(1, 2, 4, 8);

  public BenchPlan {
    batches = List.copyOf(batches);
    clients = List.copyOf(clients);
  }

  /** Numbers to compare: minutes at XTTS v2's size. */
  public static BenchPlan thorough(List<Integer> clients, Duration limit) {
    return new BenchPlan(3, 3, 40, BATCHES, clients, limit);
  }

  /** Everything once, to see that it works. */
  public static BenchPlan quick(List<Integer> clients, Duration limit) {
    return new BenchPlan(1, 1, 10, BATCHES, clients, limit);
  }
}
