package coqui.metrics;

import coqui.http.server.AnswerListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Counts and times answers. Any thread. */
final class AnswerMeters implements AnswerListener {

  private final MeterProvider<Counter> answers;
  private final MeterProvider<Timer> durations;

  AnswerMeters(MeterRegistry registry) {
    answers = Counter.builder("coqui.requests")
        .description("HTTP answers; 499 where the client left before its answer was complete")
        .withRegistry(registry);
    durations = Timer.builder("coqui.request.duration")
        .description("From the head of an HTTP request to the end of its answer")
        .serviceLevelObjectives(Buckets.times())
        .withRegistry(registry);
  }

  @Override
  public void answered(String path, int status, Duration took) {
    count(path, status);
    durations.withTag("endpoint", path).record(took);
  }

  @Override
  public void refused(int status) {
    count(OTHER_PATH, status);
  }

  private void count(String path, int status) {
    answers.withTags("endpoint", path, "status", Integer.toString(status)).increment();
  }
}
