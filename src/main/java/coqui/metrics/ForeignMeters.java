package coqui.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Brings Camel's meters and those of Micrometer's binders into the shape of ours, as {@code promtool check metrics}
 * wants it. Of Camel's tags the route alone is kept, as {@code route_id}: there is one context, and each name has one
 * kind of meter. Its sums over all routes are left out, which Prometheus can make itself; its timers of routes get the
 * buckets that ours have.
 */
final class ForeignMeters implements MeterFilter {

  private static final String CAMEL = "camel.";
  private static final String ROUTE_TIMES = "camel.route.policy";
  private static final String CAMELS_ROUTE = "routeId";
  private static final String ROUTE = "route.id";

  /**
   * Versions of libraries; an abbreviated unit, which process.cpu.usage tells too; a gauge named as a part of others;
   * one for which all threads must stop, six times a look, which takes long where processors are busy.
   */
  private static final Set<String> UNWANTED =
      Set.of("app.info", "process.cpu.time", "system.cpu.count", "jvm.threads.states");

  private static final Map<String, String> DESCRIPTIONS = Map.of(
      "camel.routes.added", "Routes that there are",
      "camel.routes.running", "Routes that run",
      "camel.routes.reloaded", "Routes that were read again");

  @Override
  public Meter.Id map(Meter.Id id) {
    if (!id.getName().startsWith(CAMEL)) {
      return id;
    }
    String route = id.getTag(CAMELS_ROUTE);
    return new Meter.Id(
        id.getName(),
        Tags.of(route == null ? List.of() : List.of(Tag.of(ROUTE, route))),
        id.getBaseUnit(),
        DESCRIPTIONS.getOrDefault(id.getName(), id.getDescription()),
        id.getType());
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    boolean ofAllRoutes = "".equals(id.getTag(ROUTE));
    return ofAllRoutes || UNWANTED.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    return id.getName().equals(ROUTE_TIMES)
        ? DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Stream.of(Buckets.times()).mapToDouble(Duration::toNanos).toArray())
            .build()
            .merge(config)
        : config;
  }
}
