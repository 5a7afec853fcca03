package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.pipeline.ToneModel;
import coqui.speakers.AfterWrite;
import coqui.speakers.SpeakerCatalog;
import coqui.speakers.SpeakerMetadataFile;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ServiceMetricsTest {

  @TempDir
  private Path folder;

  private final AtomicReference<Duration> uptime = new AtomicReference<>(Duration.ofSeconds(10));
  private final ServiceMetrics service = new ServiceMetrics(0.5, uptime::get);

  @AfterEach
  void close() {
    service.close();
  }

  private Exposition metrics() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(camel);
      service.answer().process(exchange);
      return Exposition.of(exchange.getMessage().getBody(String.class));
    }
  }

  @Test
  void cost_isUptimeTimesThePriceOfASecond() throws Exception {
    assertThat(metrics().value("coqui_estimated_cost_usd_total")).isEqualTo(5);

    uptime.set(Duration.ofMinutes(1));
    assertThat(metrics().value("coqui_estimated_cost_usd_total")).isEqualTo(30);
  }

  @Test
  void model_isToldOfOnceItIsLoaded() throws Exception {
    assertThat(metrics().types()).doesNotContainKeys("coqui_model_info", "coqui_model_load_seconds");

    service.loaded(new ToneModel(), "1.2.3", Duration.ofMillis(2_500));

    assertThat(metrics().value("coqui_model_load_seconds")).isEqualTo(2.5);
    assertThat(metrics().all("coqui_model_info", Map.of())).singleElement().satisfies(info ->
        assertThat(info.labels()).isEqualTo(Map.of(
            "device", "none", "precision", "none", "vocoder_precision", "none", "version", "1.2.3")));
  }

  @Test
  void speakers_readAnHourAgo_areAnHourOld() throws Exception {
    Instant now = Instant.parse("2026-11-23T12:00:00Z");
    catalog(now.minus(Duration.ofHours(1))).rebuild();

    service.watch(catalog(now), Optional.empty());

    double age;
    do {   // until the thread that looks has looked
      age = metrics().value("coqui_speaker_metadata_age_seconds");
    } while (Double.isNaN(age));
    assertThat(age).isEqualTo(3_600);
  }

  private SpeakerCatalog catalog(Instant now) {
    return new SpeakerCatalog(new SpeakerMetadataFile(folder.resolve("speakers.json")), () -> List.of("Robert"),
        Clock.fixed(now, ZoneOffset.UTC), Runnable::run, AfterWrite.NOTHING);
  }

  @Test
  void timersOfRoutes_haveTheBucketsOfOurOwnAndTheRouteAlone() throws Exception {
    Timer.builder("camel.route.policy").tags("routeId", "tts", "camelContext", "camel-1", "kind", "CamelRoute")
        .register(service.registry()).record(Duration.ofSeconds(3));

    assertThat(metrics().value("camel_route_policy_seconds_bucket", Map.of("route_id", "tts", "le", "5.0")))
        .isEqualTo(1);
    assertThat(metrics().value("camel_route_policy_seconds_bucket", Map.of("route_id", "tts", "le", "2.5"))).isZero();
    assertThat(metrics().all("camel_route_policy_seconds_count", Map.of())).singleElement()
        .satisfies(count -> assertThat(count.labels()).containsOnlyKeys("route_id"));
  }

  @Test
  void sumsOfAllRoutes_areLeftToPrometheus() throws Exception {
    service.registry().counter("camel.exchanges.total", "routeId", "", "eventType", "context").increment();

    assertThat(metrics().types()).doesNotContainKey("camel_exchanges_total");
  }
}
