package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import coqui.metrics.Exposition.Sample;
import coqui.metrics.PromQuery.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever asks about requests for speech, in alerts, dashboard or documentation, asks about every path that speaks. */
class EndpointSelectionTest {

  private static final String HTTP = "platform-http:";
  private static final Set<String> LISTS_OF_VOICES = Set.of("/speakers", "/v1/audio/voices", "/v1/audio/voices/{voice}",
      "/sillytavern/speakers", "/sillytavern/speakers_list");
  private static final Set<String> SPEAKING_ROUTES = Set.of("direct:synthesize", "direct:batch");
  private static final Pattern DOCUMENTED_QUERY = Pattern.compile("```\n([^`]*coqui_[^`]*)```");

  private static final Set<String> all = new TreeSet<>(Set.of("other"));
  private static final Set<String> speaking = new TreeSet<>();

  /** A selector that asks for some endpoints only, and where it stands. */
  record Selection(String where, Selector selector) {

    @Override
    public String toString() {
      return where + ", " + selector.metric();
    }

    boolean takes(String endpoint) {
      return endpoints(selector).allMatch(matcher ->
          matcher.matches(new Sample(selector.metric(), Map.of("endpoint", endpoint), 1)));
    }
  }

  private static Stream<PromQuery.LabelMatcher> endpoints(Selector selector) {
    return selector.matchers().stream().filter(matcher -> matcher.label().equals("endpoint"));
  }

  static List<Selection> selections() throws IOException {
    List<Selection> selections = new ArrayList<>();
    for (QueriedMetricsTest.Asked asked : QueriedMetricsTest.asked()) {
      add(selections, asked.where(), asked.promql());
    }
    String document = Files.readString(Path.of("src/docs/metrics.md"));
    DOCUMENTED_QUERY.matcher(document).results().forEach(query -> add(selections, "metrics.md", query.group(1)));
    return selections;
  }

  private static void add(List<Selection> selections, String where, String query) {
    PromQuery.read(query).selectors().stream().filter(selector -> endpoints(selector).findAny().isPresent())
        .forEach(selector -> selections.add(new Selection(where, selector)));
  }

  /** What the routes have, and which of them go to those that speak. */
  @BeforeAll
  static void readRoutes() throws IOException {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        for (JsonNode entry : yaml.readTree(file.toFile())) {
          JsonNode from = entry.path("route").path("from");
          String uri = from.path("uri").asText();
          if (uri.startsWith(HTTP)) {
            String path = uri.substring(HTTP.length());
            all.add(path);
            if (from.path("steps").findValuesAsText("uri").stream().anyMatch(SPEAKING_ROUTES::contains)) {
              speaking.add(path);
            }
          }
        }
      }
    }
  }

  @Test
  void endpointsThatSpeak_areThoseThatAreDocumented() throws IOException {
    String told = Files.readString(Path.of("src/docs/metrics.md")).lines()
        .dropWhile(line -> !line.startsWith("These endpoints speak:")).takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining(" ")).split("[.] ")[0];

    assertThat(Pattern.compile("`([^`]*)`").matcher(told).results().map(path -> path.group(1)))
        .containsExactlyInAnyOrderElementsOf(speaking);
  }

  /** Batches take long by nature, so that they are left out where time is asked for. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("selections")
  void selection_takesAllThatSpeakAndNothingThatDoesNot(Selection selection) {
    Set<String> wanted = new TreeSet<>(speaking);
    if (selection.selector().metric().startsWith("coqui_request_duration_seconds")) {
      wanted.remove("/tts/batch");
    }
    if (selection.takes("/speakers")) {   // then it is about requests for speech or speakers
      wanted.addAll(LISTS_OF_VOICES);
    }

    assertThat(all.stream().filter(selection::takes)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void selections_areThoseOfAlertsDashboardAndDocumentation() throws IOException {
    assertThat(selections()).extracting(Selection::where)
        .contains("CoquiErrorRate", "CoquiSlow", "Failing", "metrics.md");
  }
}
