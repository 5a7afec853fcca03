package coqui.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedTest {

  private final AtomicLong clock = new AtomicLong();
  private final Deadline deadline = new Deadline(Duration.ofSeconds(10), clock::get);

  @Test
  void of_runs_hasTheirLeastAndTheirMedian() {
    assertThat(Repeated.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Repeated(1, 2, List.of(3.0, 1.0, 2.0)));
    assertThat(Repeated.of(List.of(4.0, 1.0)).median()).isEqualTo(4);
  }

  @Test
  void measure_timeEnough_measuresAsOftenAsAsked() throws Exception {
    Iterator<Double> values = List.of(3.0, 1.0, 2.0, 0.5).iterator();

    assertThat(Repeated.measure(3, deadline, values::next).runs()).containsExactly(3.0, 1.0, 2.0);
  }

  @Test
  void measure_timeUp_measuresOnceAndNoMore() throws Exception {
    Repeated measured = Repeated.measure(3, deadline, () -> {
      clock.addAndGet(Duration.ofSeconds(11).toNanos());
      return 7.0;
    });

    assertThat(measured.runs()).containsExactly(7.0);
  }

  @Test
  void dividedBy_number_dividesEachRun() {
    assertThat(Repeated.of(List.of(4.0, 2.0)).dividedBy(2)).isEqualTo(new Repeated(1, 2, List.of(2.0, 1.0)));
  }
}
