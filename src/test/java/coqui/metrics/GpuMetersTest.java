package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.telemetry.CapturedLog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tools are shell scripts")
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class GpuMetersTest {

  @TempDir
  private Path folder;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private GpuMeters metersOf(String commands) throws IOException {
    return new GpuMeters(registry,
        new NvidiaSmi(FakeNvidiaSmi.doing(folder, commands).toString(), Duration.ofSeconds(30)));
  }

  private double value(String name, String gpu) {
    return registry.get(name).tag("gpu", gpu).gauge().value();
  }

  @Test
  void look_twoGpus_haveSeriesOfTheirOwn() throws Exception {
    metersOf("echo '0, 37, 1, 4'; echo '1, 100, 2, 4'").look();

    assertThat(value("coqui.gpu.utilization.ratio", "0")).isEqualTo(0.37);
    assertThat(value("coqui.gpu.utilization.ratio", "1")).isEqualTo(1);
    assertThat(value("coqui.gpu.memory.used", "1")).isEqualTo(2 << 20);
    assertThat(value("coqui.gpu.memory.total", "0")).isEqualTo(4 << 20);
  }

  @Test
  void look_again_tellsWhatIsNow() throws Exception {
    GpuMeters meters = metersOf("echo '0, 37, 1, 4'");
    meters.look();
    FakeNvidiaSmi.doing(folder, "echo '0, 5, 1, 4'");

    meters.look();

    assertThat(value("coqui.gpu.utilization.ratio", "0")).isEqualTo(0.05);
  }

  @Test
  void look_sharedGpu_hasNoUtilization() throws Exception {
    metersOf("echo '0, [N/A], 1, 4'").look();

    assertThat(registry.find("coqui.gpu.utilization.ratio").gauges()).isEmpty();
    assertThat(value("coqui.gpu.memory.used", "0")).isEqualTo(1 << 20);
  }

  @Test
  void look_toolFailsLater_hasNoSeriesAnyMore() throws Exception {
    GpuMeters meters = metersOf("echo '0, 37, 1, 4'");
    meters.look();
    FakeNvidiaSmi.doing(folder, "exit 9");

    meters.look();

    assertThat(registry.getMeters().stream().filter(Gauge.class::isInstance)).isEmpty();
  }

  @Test
  void look_toolGoesOnFailing_isToldOnce() throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      GpuMeters meters = metersOf("exit 9");
      meters.look();
      meters.look();
      FakeNvidiaSmi.doing(folder, "echo '0, 37, 1, 4'");
      meters.look();
      FakeNvidiaSmi.doing(folder, "exit 8");
      meters.look();

      log.text("No metrics of GPUs for now; nvidia-smi: it ended with 8");
      assertThat(log.all()).containsOnlyOnce("\"message\":\"No metrics of GPUs for now; nvidia-smi: it ended with 9");
    }
  }

  @Test
  void look_noTool_isNotLookedForAgain() throws Exception {
    GpuMeters meters =
        new GpuMeters(registry, new NvidiaSmi(folder.resolve("nvidia-smi").toString(), Duration.ofSeconds(30)));
    meters.look();
    FakeNvidiaSmi.ofABusyGpu(folder);

    meters.look();

    assertThat(registry.getMeters()).isEmpty();
  }
}
