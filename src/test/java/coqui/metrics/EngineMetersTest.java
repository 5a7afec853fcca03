package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.xtts.EngineListener.Outcome;
import coqui.xtts.Fault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class EngineMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EngineMeters meters = new EngineMeters(registry);

  private double count(String reason, String outcome) {
    return registry.get("coqui.guard").tags("reason", reason, "outcome", outcome).counter().count();
  }

  @Test
  void heard_faultAndOutcome_countsThatPairAlone() {
    meters.heard(Fault.INSTANT_STOP, Outcome.RETRIED);
    meters.heard(Fault.INSTANT_STOP, Outcome.RETRIED);
    meters.heard(Fault.INSTANT_STOP, Outcome.RECOVERED);

    assertThat(count("instant_stop", "retried")).isEqualTo(2);
    assertThat(count("instant_stop", "recovered")).isEqualTo(1);
    assertThat(registry.find("coqui.guard").counters().stream().mapToDouble(Counter::count).sum()).isEqualTo(3);
  }

  @Test
  void constructor_nothingHeardYet_hasEveryCounterAtZero() {
    assertThat(registry.find("coqui.guard").counters()).hasSize(15).allMatch(counter -> counter.count() == 0);
    assertThat(count("runaway", "accepted")).isZero();
  }

  @Test
  void beganAndStepped_ofThreeSequences_countTheirCodesAndTheSteps() {
    meters.began();
    meters.began();
    meters.began();
    meters.stepped(3);
    meters.stepped(2);

    assertThat(registry.get("coqui.codes").counter().count()).isEqualTo(8);
    assertThat(registry.get("coqui.batch.size").summary().count()).isEqualTo(2);
    assertThat(registry.get("coqui.batch.size").summary().totalAmount()).isEqualTo(5);
  }

  @Test
  void inProgress_again_tellsTheLast() {
    meters.inProgress(3);
    meters.inProgress(1);

    assertThat(registry.get("coqui.slots.in.use").gauge().value()).isEqualTo(1);
  }
}
