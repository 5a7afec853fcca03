package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.metrics.Exposition.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQueryTest {

  private static final List<Sample> SHOWN = Exposition.of("""
      # TYPE coqui_requests_total counter
      coqui_requests_total{endpoint="/tts",status="200"} 7.0
      coqui_requests_total{endpoint="other",status="404"} 1.0
      coqui_slots 8.0
      """).samples();

  @Test
  void read_aggregationsFunctionsAndJoins_selectsOnlyWhatIsMeasured() {
    PromQuery query = PromQuery.read("""
        (sum by (le, job) (rate(a_bucket{x="1", y!~"b|c"}[5m])) or vector(0))
          / on (job) group_left sum(b offset 1h) without (z) > bool 0.5 and c unless -1e3 * d == inf""");

    assertThat(query.selectors()).extracting(PromQuery.Selector::metric).containsExactly("a_bucket", "b", "c", "d");
    assertThat(query.selectors().get(0).matchers()).containsExactly(
        new PromQuery.LabelMatcher("x", "=", "1"), new PromQuery.LabelMatcher("y", "!~", "b|c"));
    assertThat(query.labels()).containsExactly("le", "job", "z");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(delimiter = ';', value = {
      "coqui_slots; 1",
      "coqui_slot; 0",
      "coqui_requests_total; 2",
      "coqui_requests_total{status='200'}; 1",
      "coqui_requests_total{status=~'4..', endpoint!='/tts'}; 1",
      "coqui_requests_total{status=~'4'}; 0",
      "coqui_requests_total{code='200'}; 0",
  }, quoteCharacter = '`')
  void selects_seriesOfThatNameAndThoseLabels(String selector, long expected) {
    PromQuery query = PromQuery.read(selector.replace('\'', '"'));

    assertThat(SHOWN.stream().filter(query.selectors().get(0)::selects)).hasSize((int) expected);
  }
}
