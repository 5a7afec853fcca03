package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.pipeline.SpeechListener.Kept;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpeechMetersTest {

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final SpeechMeters meters = new SpeechMeters(registry);

  @Test
  void spoken_twoSecondsOfSoundInOne_isHalfAsLong() {
    meters.spoken(12, 2, Duration.ofSeconds(1));

    Exposition shown = Exposition.of(registry.scrape());
    assertThat(shown.value("coqui_real_time_factor_sum")).isEqualTo(0.5);
    assertThat(shown.value("coqui_real_time_factor_count")).isEqualTo(1);
    assertThat(registry.get("coqui.characters").counter().count()).isEqualTo(12);
    assertThat(registry.get("coqui.audio.seconds").counter().count()).isEqualTo(2);
  }

  @Test
  void spoken_withoutSound_hasNoFactor() {
    meters.spoken(1, 0, Duration.ofSeconds(1));

    assertThat(Exposition.of(registry.scrape()).value("coqui_real_time_factor_count")).isZero();
  }

  @Test
  void spoken_factorBelowOne_isInTheBucketOfItsSize() {
    meters.spoken(12, 4, Duration.ofSeconds(1));

    Exposition shown = Exposition.of(registry.scrape());
    assertThat(shown.value("coqui_real_time_factor_bucket", Map.of("le", "0.2"))).isZero();
    assertThat(shown.value("coqui_real_time_factor_bucket", Map.of("le", "0.3"))).isEqualTo(1);
  }

  @Test
  void firstSound_streamedAndWhole_areTimedApart() {
    meters.firstSound(Duration.ofMillis(500), true);
    meters.firstSound(Duration.ofMillis(3_000), false);

    assertThat(firstSound("true")).isEqualTo(0.5);
    assertThat(firstSound("false")).isEqualTo(3);
  }

  private double firstSound(String streamed) {
    return registry.get("coqui.first.audio").tag("streamed", streamed).timer().totalTime(TimeUnit.SECONDS);
  }

  @Test
  void lookedFor_recordingAndVoice_areCountedApart() {
    meters.lookedFor(Kept.AUDIO, true);
    meters.lookedFor(Kept.AUDIO, true);
    meters.lookedFor(Kept.VOICE, false);

    assertThat(lookups("audio", "hit")).isEqualTo(2);
    assertThat(lookups("audio", "miss")).isZero();
    assertThat(lookups("voice", "miss")).isEqualTo(1);
  }

  private double lookups(String cache, String result) {
    return registry.get("coqui.cache.requests").tags("cache", cache, "result", result).counter().count();
  }
}
