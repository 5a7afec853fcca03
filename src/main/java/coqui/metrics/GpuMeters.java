package coqui.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GPUs as they were at the last look; no series where there is none, or where nothing is known of them. One thread
 * at a time looks; whoever reads the meters never waits for it.
 */
final class GpuMeters {

  private static final Logger log = LoggerFactory.getLogger(GpuMeters.class);

  private final NvidiaSmi tool;
  private final MultiGauge utilization;
  private final MultiGauge memoryUsed;
  private final MultiGauge memoryTotal;
  private boolean absent;    // the looking threads only, one at a time
  private boolean failing;   // likewise

  GpuMeters(MeterRegistry registry, NvidiaSmi tool) {
    this.tool = tool;
    utilization = MultiGauge.builder("coqui.gpu.utilization.ratio")
        .description("Share of the last moment in which the GPU worked")
        .register(registry);
    memoryUsed = MultiGauge.builder("coqui.gpu.memory.used")
        .description("Memory of the GPU in use, by all programs together")
        .baseUnit("bytes")
        .register(registry);
    memoryTotal = MultiGauge.builder("coqui.gpu.memory.total")
        .description("Memory of the GPU")
        .baseUnit("bytes")
        .register(registry);
  }

  /** Looks, unless it is known that there is nothing to be seen. */
  void look() throws InterruptedException {
    if (absent) {
      return;
    }
    try {
      tell(tool.gpus());
      failing = false;
    } catch (NvidiaSmi.AbsentException none) {
      log.debug("No metrics of GPUs: {}", none.getMessage());
      absent = true;
    } catch (IOException e) {
      tell(List.of());
      if (!failing) {
        log.warn("No metrics of GPUs for now; nvidia-smi: {}", e.getMessage());
      }
      failing = true;
    }
  }

  private void tell(List<Gpu> gpus) {
    utilization.register(rows(gpus, Gpu::utilization), true);
    memoryUsed.register(rows(gpus, Gpu::memoryUsed), true);
    memoryTotal.register(rows(gpus, Gpu::memoryTotal), true);
  }

  private static List<MultiGauge.Row<?>> rows(List<Gpu> gpus, Function<Gpu, OptionalDouble> value) {
    return gpus.stream()
        .filter(gpu -> value.apply(gpu).isPresent())
        .<MultiGauge.Row<?>>map(gpu -> MultiGauge.Row.of(
            Tags.of("gpu", Integer.toString(gpu.index())), value.apply(gpu).getAsDouble()))
        .toList();
  }
}
