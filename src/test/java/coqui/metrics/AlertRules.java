package coqui.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code config/prometheus/alerts.yml} and its unit tests. */
final class AlertRules {

  static final Path FILE = Path.of("config/prometheus/alerts.yml");
  static final Path TESTS = Path.of("src/test/prometheus/alerts.test.yml");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private AlertRules() {}

  /** One rule as it is written. */
  record Alert(String name, String query, String severity, String summary, String description, String runbook) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Alert> all() throws IOException {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : YAML.readTree(FILE.toFile()).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        JsonNode told = rule.path("annotations");
        alerts.add(new Alert(rule.path("alert").asText(), rule.path("expr").asText(),
            rule.path("labels").path("severity").asText(),
            told.path("summary").asText(), told.path("description").asText(), told.path("runbook").asText()));
      }
    }
    return alerts;
  }

  /** For each moment at which a unit test looks at this alert, in order: whether it expects it to fire. */
  static List<Boolean> expectations(String alert) throws IOException {
    List<Boolean> fires = new ArrayList<>();
    for (JsonNode test : YAML.readTree(TESTS.toFile()).path("tests")) {
      for (JsonNode moment : test.path("alert_rule_test")) {
        if (moment.path("alertname").asText().equals(alert)) {
          fires.add(!moment.path("exp_alerts").isEmpty());
        }
      }
    }
    return fires;
  }
}
