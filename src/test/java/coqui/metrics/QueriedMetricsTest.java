package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.metrics.Exposition.Sample;
import coqui.metrics.PromQuery.Selector;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the dashboard and the alerts ask for, a running service shows: each selector of each query finds samples, and
 * those have the labels that the query groups by and the legend names.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands in for a GPU")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class QueriedMetricsTest {

  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final String HELLO = "{\"text\": \"Hello.\"}";
  private static final String LONG = "{\"text\": \"" + "Hello. ".repeat(2000) + "\"}";

  private static List<Sample> stored;

  /**
   * A query, and where it stands.
   *
   * @param legend pattern of the names of the lines, with labels in double braces
   */
  record Asked(String where, String promql, String legend) {

    @Override
    public String toString() {
      return where;
    }

    Set<String> labels() {
      Set<String> labels = new LinkedHashSet<>(PromQuery.read(promql).labels());
      LEGEND_LABEL.matcher(legend).results().forEach(label -> labels.add(label.group(1)));
      return labels;
    }
  }

  static List<Asked> asked() throws IOException {
    List<Asked> asked = new ArrayList<>();
    for (Dashboard.Panel panel : Dashboard.read().panels()) {
      panel.queries().forEach(query -> asked.add(new Asked(panel.title(), query.promql(), query.legend())));
    }
    AlertRules.all().forEach(alert -> asked.add(new Asked(alert.name(), alert.query(), "{{instance}}")));
    return asked;
  }

  /** One of everything has happened: an answer, a refusal, a failure, a garbage collection. */
  @BeforeAll
  static void scrape(@TempDir Path folder) throws Exception {
    Map<String, String> settings = Map.of(
        "coqui.admission.in-work", "1",
        "coqui.admission.waiting", "0",
        "coqui.metrics.nvidia-smi", FakeNvidiaSmi.ofABusyGpu(folder).toString(),
        "coqui.speakers.metadata-file", folder.resolve("speakers.json").toString());
    try (LiveServer server = LiveServer.with(DemoCheckpoint.unpack(folder), folder, settings)) {
      assertThat(server.tts(HELLO).statusCode()).isEqualTo(200);
      assertThat(server.tts("{}").statusCode()).isEqualTo(400);
      CompletableFuture<HttpResponse<byte[]>> occupying = server.sendAsync(speech(server, LONG));
      await(server, metrics -> metrics.value("coqui_requests_in_work") == 1);
      assertThat(server.tts(HELLO).statusCode()).isEqualTo(503);
      occupying.cancel(true);
      System.gc();
      stored = await(server, metrics -> !metrics.all("coqui_requests_total", Map.of("status", "503")).isEmpty()
          && !metrics.all("coqui_gpu_memory_total_bytes", Map.of()).isEmpty()
          && !metrics.all("jvm_gc_pause_seconds_count", Map.of()).isEmpty()).stream()
          .map(QueriedMetricsTest::scraped).toList();
    }
  }

  private static HttpRequest.Builder speech(LiveServer server, String json) {
    return server.request("/tts").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
  }

  private static List<Sample> await(LiveServer server, Predicate<Exposition> wanted) throws Exception {
    Exposition metrics;
    do {
      metrics = server.metrics();
    } while (!wanted.test(metrics));
    List<Sample> samples = new ArrayList<>(metrics.samples());
    samples.add(new Sample("up", Map.of(), 1));   // Prometheus' own: whether it could read the others
    return samples;
  }

  /** As Prometheus keeps it: with the labels that say where it comes from. */
  private static Sample scraped(Sample sample) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.put("job", "coqui-camel");
    labels.put("instance", "localhost:9876");
    return new Sample(sample.name(), labels, sample.value());
  }

  private static List<Sample> found(Selector selector) {
    return stored.stream().filter(selector::selects).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("asked")
  void query_findsSamplesWithTheLabelsThatItNeeds(Asked asked) {
    assertThat(PromQuery.read(asked.promql()).selectors()).allSatisfy(selector ->
        assertThat(found(selector)).isNotEmpty()
            .anySatisfy(sample -> assertThat(sample.labels().keySet()).containsAll(asked.labels())));
  }

  @Test
  void instances_areThoseThatHaveAModelOrWillHaveOne() throws IOException {
    assertThat(Dashboard.read().definition("instance")).isEqualTo("label_values(coqui_model_ready, instance)");
    assertThat(found(new Selector("coqui_model_ready", List.of()))).hasSize(1);
  }
}
