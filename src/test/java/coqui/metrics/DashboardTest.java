package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboard is one that Grafana shows whole. What its queries ask for: {@link QueriedMetricsTest}. */
class DashboardTest {

  static List<Dashboard.Panel> panels() throws IOException {
    return Dashboard.read().panels();
  }

  @Test
  void variables_areTheDataSourceAndTheInstances() throws IOException {
    assertThat(Dashboard.read().variables()).containsExactly("datasource", "instance");
  }

  @Test
  void everyNumber_isOfOnePanel() throws IOException {
    assertThat(Dashboard.read().ids()).doesNotHaveDuplicates();
  }

  @Test
  void panels_haveRoomOfTheirOwnWithinTheGrid() throws IOException {
    List<Dashboard.Place> places = Dashboard.read().places();

    assertThat(places).allSatisfy(place -> {
      assertThat(place.x() + place.width()).isLessThanOrEqualTo(24);
      assertThat(places).filteredOn(place::overlaps).containsExactly(place);
    });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("panels")
  void panel_saysWhatItShowsInWhichUnitFromTheChosenDataAndInstances(Dashboard.Panel panel) {
    assertThat(panel.title()).isNotBlank();
    assertThat(panel.description()).isNotBlank();
    assertThat(panel.unit()).isNotBlank();
    assertThat(panel.datasource()).isEqualTo("${datasource}");
    assertThat(panel.queries()).isNotEmpty().allSatisfy(query ->
        assertThat(PromQuery.read(query.promql()).selectors()).isNotEmpty().allSatisfy(selector ->
            assertThat(selector.matchers()).contains(new PromQuery.LabelMatcher("instance", "=~", ".+"))));
  }

  @Test
  void queries_areAcceptedByPrometheus(@TempDir Path folder) throws Exception {
    StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
    int number = 0;
    for (Dashboard.Panel panel : panels()) {
      for (Dashboard.Query query : panel.queries()) {
        rules.append("      - record: query").append(number++)
            .append("\n        expr: '").append(query.promql().replace("'", "''")).append("'\n");
      }
    }
    Path file = Files.writeString(folder.resolve("queries.yml"), rules);

    Promtool.accepts("check", "rules", file.toString());
  }
}
