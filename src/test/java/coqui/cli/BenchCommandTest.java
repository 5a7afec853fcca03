package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether everything is measured, with the embedded demo voice; not how fast it is. */
class BenchCommandTest {

  @TempDir
  Path folder;

  @Test
  void bench_quick_reportsEveryFigure() throws IOException {
    Path json = folder.resolve("report.json");

    CommandRun run = CommandRun.of("bench", "--quick", "--clients", "1,3", "--json", json.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("embedded demo voice on cpu", "real-time factor", "8 side by side");
    JsonNode report = new ObjectMapper().readTree(Files.readString(json));
    assertThat(report.path("machine").path("cores").asInt()).isPositive();
    assertThat(report.path("start").path("min").asDouble()).isBetween(0.1, 600.0);
    assertThat(report.path("texts").findValuesAsText("chunks")).containsExactly("1", "8");
    for (JsonNode text : report.path("texts")) {
      assertThat(text.path("audio_seconds").asDouble()).isBetween(1.0 * text.path("chunks").asInt(), 240.0);
      assertThat(text.path("real_time_factor").path("min").asDouble()).isPositive();
    }
    assertThat(report.path("throughput").findValuesAsText("clients")).containsExactly("1", "3");
    for (JsonNode level : report.path("throughput")) {
      assertThat(level.path("audio_seconds_per_second").asDouble()).isPositive();
      assertThat(level.path("latency_p95").asDouble()).isGreaterThanOrEqualTo(level.path("latency_p50").asDouble());
    }
    assertThat(report.path("decoding").findValuesAsText("batch")).containsExactly("1", "2", "4", "8");
    assertThat(report.path("first_sound").path("min").asDouble()).isPositive();
  }

  @Test
  void bench_quality_comparesEveryPrecisionWithFloat32() throws IOException {
    Path json = folder.resolve("quality.json");

    CommandRun run = CommandRun.of("bench", "--quality", "--quick", "--json", json.toString());

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("embedded demo voice", "passed").doesNotContain("failed");
    JsonNode precisions = new ObjectMapper().readTree(Files.readString(json)).path("precisions");
    assertThat(precisions.findValuesAsText("precision")).contains("bfloat16");
    for (JsonNode precision : precisions) {
      assertThat(precision.path("codes").asInt()).isEqualTo(8 * 20);
      assertThat(precision.path("agreement").asDouble()).isBetween(0.9, 1.0);
    }
  }

  @Test
  void bench_modelThatIsNotThere_namesItAndExitsWith1() {
    CommandRun run = CommandRun.of("bench", "--model", folder.resolve("none").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(folder.resolve("none").toString(), "missing").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--codes 0 | --codes is 0", "--codes 603 | --codes is 603", "--minutes 0 | --minutes is 0",
      "--clients 1,0 | --clients is [1, 0]", "--clients 101 | --clients is [101]",
      "--full-size --model x | exclude each other"})
  void bench_optionsThatMakeNoSense_areRefusedWithUsage(String options, String told) {
    CommandRun run = CommandRun.of(("bench " + options).split(" "));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(told, "Usage:");
  }
}
