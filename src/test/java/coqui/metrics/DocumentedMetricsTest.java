package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code src/docs/metrics.md} says what Prometheus reads, neither more nor less. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell script stands in for a GPU")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DocumentedMetricsTest {

  private static final Path DOCUMENT = Path.of("src/docs/metrics.md");
  private static final Pattern ROW = Pattern.compile(
      "\\| `([a-z0-9_]+)`(†?) \\| (counter|gauge|histogram|summary) \\|([^|]*)\\|[^|]*\\|[^|]*\\|");
  private static final Pattern LABEL = Pattern.compile("`([a-z_]+)`");
  @TempDir
  private static Path folder;

  private static String scraped;
  private static Exposition metrics;

  /**
   * @param comesAndGoes whether it need not be there
   */
  private record Documented(String type, Set<String> labels, boolean comesAndGoes) {}

  /** Everything that the service does has been done once. */
  @BeforeAll
  static void scrape() throws Exception {
    Map<String, String> settings = Map.of(
        "coqui.metrics.nvidia-smi", FakeNvidiaSmi.ofABusyGpu(folder).toString(),
        "coqui.speakers.metadata-file", folder.resolve("speakers.json").toString());
    try (LiveServer server = LiveServer.with(DemoCheckpoint.unpack(folder), folder, settings)) {
      assertThat(server.tts("{\"text\": \"Hello.\"}").statusCode()).isEqualTo(200);
      do {
        scraped = new String(server.send(server.request("/metrics").GET()).body(), StandardCharsets.UTF_8);
        metrics = Exposition.of(scraped);
      } while (metrics.all("coqui_gpu_memory_total_bytes", Map.of()).isEmpty()
          || metrics.all("coqui_requests_total", Map.of("endpoint", "/tts")).isEmpty());
    }
  }

  private static Map<String, Documented> documented() throws IOException {
    Map<String, Documented> documented = new TreeMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> labels = LABEL.matcher(row.group(4)).results()
            .map(label -> label.group(1)).collect(Collectors.toCollection(TreeSet::new));
        documented.put(row.group(1), new Documented(row.group(3), labels, !row.group(2).isEmpty()));
      } else {
        assertThat(line).as("a row that nobody understands").doesNotStartWith("| `");
      }
    }
    return documented;
  }

  @Test
  void everyMetric_isDocumentedWithItsTypeAndLabels() throws IOException {
    Map<String, Documented> documented = documented();
    Map<String, String> undocumented = new TreeMap<>();
    metrics.types().forEach((name, type) -> {
      Documented known = documented.get(name);
      boolean most = name.endsWith("_max") && documented.containsKey(name.replaceAll("_max$", ""));
      if (!most && (known == null || !known.type().equals(type) || !known.labels().containsAll(labels(name)))) {
        undocumented.put(name, type + " " + labels(name));
      }
    });

    assertThat(undocumented).isEmpty();
  }

  @Test
  void everyDocumentedMetric_isThere() throws IOException {
    Map<String, Documented> missing = documented();
    missing.values().removeIf(Documented::comesAndGoes);
    missing.entrySet().removeIf(row -> metrics.types().containsKey(row.getKey())
        && labels(row.getKey()).equals(row.getValue().labels()));

    assertThat(missing).isEmpty();
  }

  /** By the real engine. */
  @Test
  void speech_movesTheMetersOfTheEngine() {
    assertThat(metrics.value("coqui_codes_total")).isGreaterThan(metrics.value("coqui_batch_size_count")).isPositive();
    assertThat(metrics.value("coqui_batch_size_sum")).isEqualTo(metrics.value("coqui_codes_total") - 1);
    assertThat(metrics.value("coqui_slots")).isEqualTo(8);
    assertThat(metrics.value("coqui_encoders")).isEqualTo(10);
    assertThat(metrics.value("coqui_model_info", Map.of(
        "device", "cpu", "precision", "float32", "vocoder_precision", "float32"))).isEqualTo(1);
    assertThat(metrics.value("coqui_model_load_seconds")).isPositive();
    assertThat(metrics.value("coqui_gpu_utilization_ratio", Map.of("gpu", "0"))).isEqualTo(0.37);
  }

  private static Set<String> labels(String name) {
    Pattern samples = Pattern.compile(Pattern.quote(name) + "(_bucket|_sum|_count)?");
    Set<String> labels = new TreeSet<>();
    metrics.samples().stream().filter(sample -> samples.matcher(sample.name()).matches())
        .forEach(sample -> labels.addAll(sample.labels().keySet()));
    labels.remove("le");
    return labels;
  }

  @Test
  void everyMetric_isAsPromtoolWantsIt() throws Exception {
    assertThat(Promtool.judge(scraped, "check", "metrics")).isEmpty();
  }
}
