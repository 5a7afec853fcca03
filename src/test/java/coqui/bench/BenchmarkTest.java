package coqui.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.XttsSizes;
import coqui.xtts.EngineSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small random checkpoint. */
class BenchmarkTest {

  private static final XttsSizes SMALL =
      new XttsSizes(1, 32, 2, 1_000, 50, 402, 605, 32, 24, List.of(1, 1, 1, 1), List.of(8, 8, 8, 8));
  private static final int CODES = 30;
  private static final double SECONDS_A_CODE = 1024 / 22_050.0;

  @TempDir
  Path folder;

  private final List<String> stages = new ArrayList<>();

  private BenchReport report(Duration limit) throws Exception {
    MeasuredModel model = RandomModel.of(
        folder.resolve("model"), Path.of("src/main/resources/demo/vocab.json"), SMALL, CODES,
        ConversionProgress.IGNORED);
    BenchPlan plan = new BenchPlan(1, 1, 4, List.of(2), List.of(3), limit);
    return new Benchmark(model, new EngineSettings(8, 4, 1, true), folder.resolve("cache"), plan, stages::add)
        .run(ConversionProgress.IGNORED);
  }

  @Test
  void run_randomCheckpoint_speaksAsManyCodesAsItWasMadeFor() throws Exception {
    BenchReport report = report(Duration.ofMinutes(10));

    assertThat(report.texts()).hasSize(2);
    assertThat(report.texts().get(0).audioSeconds()).isCloseTo(CODES * SECONDS_A_CODE, within(0.02));
    assertThat(report.throughput().get(0).audioSeconds()).isCloseTo(3 * CODES * SECONDS_A_CODE, within(0.06));
    assertThat(stages).contains("A text of 1 chunk", "A text of 8 chunks", "Clients at once: 3");
  }

  @Test
  void run_timeUp_leavesOutWhatIsNotBegun() throws Exception {
    BenchReport report = report(Duration.ZERO);

    assertThat(report.start().runs()).hasSize(1);
    assertThat(report.texts()).isEmpty();
    assertThat(report.throughput()).isEmpty();
    assertThat(report.decoding()).isEmpty();
    assertThat(ReportTable.of(report)).contains("start to ready").doesNotContain("real-time factor");
  }
}
