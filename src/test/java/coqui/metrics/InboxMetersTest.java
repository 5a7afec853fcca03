package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.inbox.InboxListener.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class InboxMetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InboxMeters meters = new InboxMeters(registry);

  private double count(String outcome) {
    return registry.get("coqui.inbox.files").tag("outcome", outcome).counter().count();
  }

  private double inWork() {
    return registry.get("coqui.inbox.files.in.work").gauge().value();
  }

  @Test
  void constructor_nothingTakenYet_hasEveryOutcomeAtZero() {
    assertThat(registry.find("coqui.inbox.files").counters()).hasSize(3).allMatch(counter -> counter.count() == 0);
    assertThat(inWork()).isZero();
  }

  @Test
  void takenAndLeft_areInWorkMeanwhileAndCountedByOutcome() {
    meters.taken();
    meters.taken();
    assertThat(inWork()).isEqualTo(2);

    meters.left(Outcome.FAILED);
    assertThat(inWork()).isEqualTo(1);
    assertThat(count("failed")).isEqualTo(1);
    assertThat(registry.find("coqui.inbox.files").counters().stream().mapToDouble(Counter::count).sum()).isEqualTo(1);
  }
}
