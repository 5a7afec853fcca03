package coqui.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code config/grafana/dashboard.json}. */
final class Dashboard {

  private static final Path FILE = Path.of("config/grafana/dashboard.json");

  private final JsonNode root;

  private Dashboard(JsonNode root) {
    this.root = root;
  }

  static Dashboard read() throws IOException {
    return new Dashboard(new ObjectMapper().readTree(FILE.toFile()));
  }

  /** A rectangle in Grafana's grid of 24 columns that shows something. */
  record Panel(String title, String description, String type, String unit, String datasource, Place place,
      List<Query> queries) {

    @Override
    public String toString() {
      return title;
    }
  }

  /** Columns and rows, from the upper left corner. */
  record Place(int x, int y, int width, int height) {

    boolean overlaps(Place other) {
      return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
  }

  /** A panel's query, with values for the dashboard's variables, and the pattern of its legend. */
  record Query(String promql, String legend) {}

  /** All but the headings of rows. */
  List<Panel> panels() {
    return stream(root.path("panels")).filter(panel -> !isRow(panel)).map(Dashboard::panel).toList();
  }

  List<String> rows() {
    return stream(root.path("panels")).filter(Dashboard::isRow).map(row -> row.path("title").asText()).toList();
  }

  /** Numbers by which Grafana knows panels and rows. */
  List<Integer> ids() {
    return stream(root.path("panels")).map(panel -> panel.path("id").asInt()).toList();
  }

  /** Places of panels and rows. */
  List<Place> places() {
    return stream(root.path("panels")).map(Dashboard::place).toList();
  }

  List<String> variables() {
    return stream(root.path("templating").path("list")).map(variable -> variable.path("name").asText()).toList();
  }

  /** The metric and the label that a variable takes its values from, {@code label_values(METRIC, LABEL)}. */
  String definition(String variable) {
    return stream(root.path("templating").path("list"))
        .filter(candidate -> candidate.path("name").asText().equals(variable))
        .findFirst().orElseThrow().path("definition").asText();
  }

  private static boolean isRow(JsonNode panel) {
    return panel.path("type").asText().equals("row");
  }

  private static Panel panel(JsonNode panel) {
    List<Query> queries = new ArrayList<>();
    for (JsonNode target : panel.path("targets")) {
      String promql = target.path("expr").asText()
          .replace("$__rate_interval", "5m").replace("$__range", "1h").replace("$instance", ".+");
      queries.add(new Query(promql, target.path("legendFormat").asText()));
    }
    return new Panel(panel.path("title").asText(), panel.path("description").asText(), panel.path("type").asText(),
        panel.path("fieldConfig").path("defaults").path("unit").asText(),
        panel.path("datasource").path("uid").asText(), place(panel), queries);
  }

  private static Place place(JsonNode panel) {
    JsonNode grid = panel.path("gridPos");
    return new Place(
        grid.path("x").asInt(), grid.path("y").asInt(), grid.path("w").asInt(), grid.path("h").asInt());
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
