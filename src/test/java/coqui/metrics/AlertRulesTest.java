package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What wakes an operator says what to do, and is known to fire and to stop. */
class AlertRulesTest {

  static List<AlertRules.Alert> alerts() throws IOException {
    return AlertRules.all();
  }

  @Test
  void rulesAndScraping_areAcceptedByPrometheus() throws Exception {
    Promtool.accepts("check", "rules", "--lint-fatal", AlertRules.FILE.toString());
    Promtool.accepts("check", "config", "config/prometheus/prometheus.yml");
  }

  @Test
  void unitTestsOfTheRules_pass() throws Exception {
    Promtool.accepts("test", "rules", AlertRules.TESTS.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alerts")
  void alert_isTestedBelowItsThresholdBeyondItAndAfterwards(AlertRules.Alert alert) throws IOException {
    assertThat(AlertRules.expectations(alert.name())).startsWith(false, true, false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("alerts")
  void alert_saysHowBadItIsAndWhatToDo(AlertRules.Alert alert) throws IOException {
    assertThat(alert.severity()).isIn("critical", "warning");
    assertThat(alert.summary()).isNotBlank();
    assertThat(alert.description()).isNotBlank();
    String[] runbook = alert.runbook().split("#");
    assertThat(runbook[1]).isEqualTo(alert.name().toLowerCase(Locale.ROOT));
    assertThat(Files.readAllLines(Path.of(runbook[0]))).contains("### " + alert.name());
  }
}
