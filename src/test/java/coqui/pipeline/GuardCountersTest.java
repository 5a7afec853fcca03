package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.xtts.Fault;
import coqui.xtts.GuardListener.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class GuardCountersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final GuardCounters counters = new GuardCounters(registry);

  private double count(String reason, String outcome) {
    return registry.get("coqui.guard").tags("reason", reason, "outcome", outcome).counter().count();
  }

  @Test
  void heard_faultAndOutcome_countsThatPairAlone() {
    counters.heard(Fault.INSTANT_STOP, Outcome.RETRIED);
    counters.heard(Fault.INSTANT_STOP, Outcome.RETRIED);
    counters.heard(Fault.INSTANT_STOP, Outcome.RECOVERED);

    assertThat(count("instant_stop", "retried")).isEqualTo(2);
    assertThat(count("instant_stop", "recovered")).isEqualTo(1);
    assertThat(registry.find("coqui.guard").counters().stream().mapToDouble(Counter::count).sum()).isEqualTo(3);
  }

  @Test
  void constructor_nothingHeardYet_hasEveryCounterAtZero() {
    assertThat(registry.find("coqui.guard").counters()).hasSize(15).allMatch(counter -> counter.count() == 0);
    assertThat(count("runaway", "accepted")).isZero();
  }
}
