package coqui.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What a measurement gave each time.
 *
 * @param min what the machine can: whatever disturbs makes it slower, nothing makes it faster
 * @param median what it mostly did; of an even number, the upper of the two in the middle
 * @param runs all of them, in the order of time; at least one
 */
public record Repeated(double min, double median, List<Double> runs) {

  static Repeated of(List<Double> runs) {
    List<Double> sorted = runs.stream().sorted().toList();
    return new Repeated(sorted.get(0), sorted.get(sorted.size() / 2), List.copyOf(runs));
  }

  /** Measures so many times, but not again once the time is up. */
  static Repeated measure(int times, Deadline deadline, Callable<Double> measurement) throws Exception {
    List<Double> runs = new ArrayList<>();
    do {
      runs.add(measurement.call());
    } while (runs.size() < times && !deadline.passed());
    return of(runs);
  }

  /** Each of them divided by {@code divisor}. */
  Repeated dividedBy(double divisor) {
    return of(runs.stream().map(run -> run / divisor).toList());
  }
}
