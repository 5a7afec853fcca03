package coqui.metrics;

import coqui.pipeline.SpeechListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;
import java.util.Locale;

/** Counts and times requests for speech. Any thread. All meters are there from now on, at 0. */
final class SpeechMeters implements SpeechListener {

  private static final double NANOS_A_SECOND = 1e9;

  private final MeterRegistry registry;
  private final Timer waits;
  private final Timer firstSoundsStreamed;
  private final Timer firstSoundsWhole;
  private final Counter characters;
  private final Counter audioSeconds;
  private final Histogram realTimeFactors;

  SpeechMeters(PrometheusMeterRegistry registry) {
    this.registry = registry;
    waits = Timer.builder("coqui.queue.wait")
        .description("How long requests waited for their place")
        .serviceLevelObjectives(Buckets.times())
        .register(registry);
    firstSoundsStreamed = firstSounds(true);
    firstSoundsWhole = firstSounds(false);
    characters = Counter.builder("coqui.characters")
        .description("Characters of the texts that were spoken")
        .register(registry);
    audioSeconds = Counter.builder("coqui.audio.seconds")
        .description("Sound that was spoken")
        .register(registry);
    // Prometheus' own: Micrometer's rounds each value up to a whole number before it looks for its bucket.
    realTimeFactors = Histogram.builder()
        .name("coqui_real_time_factor")
        .help("Seconds of work a second of sound, one value a request")
        .classicOnly()
        .withoutExemplars()
        .classicUpperBounds(Buckets.REAL_TIME_FACTORS)
        .register(registry.getPrometheusRegistry());
    for (Kept what : Kept.values()) {
      lookups(what, true);
      lookups(what, false);
    }
  }

  private Timer firstSounds(boolean streamed) {
    return Timer.builder("coqui.first.audio")
        .description("From a request's arrival to the first sound that can be sent")
        .tag("streamed", Boolean.toString(streamed))
        .serviceLevelObjectives(Buckets.times())
        .register(registry);
  }

  private Counter lookups(Kept what, boolean found) {
    return Counter.builder("coqui.cache.requests")
        .description("Recordings and voices that were looked for among those that are kept")
        .tags("cache", what.name().toLowerCase(Locale.ROOT), "result", found ? "hit" : "miss")
        .register(registry);
  }

  @Override
  public void admitted(Duration waited) {
    waits.record(waited);
  }

  @Override
  public void firstSound(Duration since, boolean streamed) {
    (streamed ? firstSoundsStreamed : firstSoundsWhole).record(since);
  }

  @Override
  public void spoken(int characters, double audioSeconds, Duration took) {
    this.characters.increment(characters);
    this.audioSeconds.increment(audioSeconds);
    if (audioSeconds > 0) {
      realTimeFactors.observe(took.toNanos() / NANOS_A_SECOND / audioSeconds);
    }
  }

  @Override
  public void lookedFor(Kept what, boolean found) {
    lookups(what, found).increment();
  }
}
