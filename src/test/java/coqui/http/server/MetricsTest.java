package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.metrics.Exposition;
import coqui.metrics.Exposition.Sample;
import coqui.metrics.FakeNvidiaSmi;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the metrics tell of requests, as Prometheus reads it. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class MetricsTest {

  private static final String KEY = "a-key-for-the-tests";

  private final StagedSpeech staged = new StagedSpeech();
  private LiveServer server;

  private LiveServer start(Map<String, String> settings) throws Exception {
    server = LiveServer.with(staged.model, settings);
    return server;
  }

  private LiveServer singing() throws Exception {
    server = LiveServer.with(new ToneModel());
    return server;
  }

  @AfterEach
  void stop() {
    staged.speaking.forEach(clip -> clip.complete(ToneModel.tone(1)));
    server.close();
  }

  private double answers(Exposition metrics, String endpoint, int status) {
    return metrics.value("coqui_requests_total", Map.of("endpoint", endpoint, "status", Integer.toString(status)));
  }

  /** The metrics as soon as they are so: an answer is counted when it is out, which its client may know before. */
  private Exposition awaitMetrics(Predicate<Exposition> wanted) throws Exception {
    Exposition metrics;
    do {
      metrics = server.metrics();
    } while (!wanted.test(metrics));
    return metrics;
  }

  @Test
  void speech_isCountedAndTimed() throws Exception {
    singing().tts(StagedSpeech.HELLO);

    Exposition metrics = awaitMetrics(now -> answers(now, "/tts", 200) == 1);

    assertThat(metrics.value("coqui_request_duration_seconds_count", Map.of("endpoint", "/tts"))).isEqualTo(1);
    assertThat(metrics.value("coqui_request_duration_seconds_bucket", Map.of("endpoint", "/tts", "le", "300.0")))
        .isEqualTo(1);
    assertThat(metrics.value("coqui_queue_wait_seconds_count")).isEqualTo(1);
    assertThat(metrics.value("coqui_first_audio_seconds_count", Map.of("streamed", "false"))).isEqualTo(1);
    assertThat(metrics.value("coqui_first_audio_seconds_count", Map.of("streamed", "true"))).isZero();
    assertThat(metrics.value("coqui_characters_total")).isEqualTo("Hello.".length());
    assertThat(metrics.value("coqui_audio_seconds_total")).isEqualTo(0.5);
    assertThat(metrics.value("coqui_real_time_factor_count")).isEqualTo(1);
    assertThat(metrics.value("coqui_model_ready")).isEqualTo(1);
    assertThat(metrics.value("camel_exchanges_total", Map.of("route_id", "synthesize"))).isEqualTo(1);
  }

  @Test
  void streamedSpeech_hasItsFirstSoundTimedApart() throws Exception {
    singing().tts("{\"text\": \"Hello.\", \"stream\": true}");

    Exposition metrics = awaitMetrics(now -> answers(now, "/tts", 200) == 1);

    assertThat(metrics.value("coqui_first_audio_seconds_count", Map.of("streamed", "true"))).isEqualTo(1);
    assertThat(metrics.value("coqui_first_audio_seconds_count", Map.of("streamed", "false"))).isZero();
  }

  @Test
  void sameSpeechAgain_isAHitThatSpeaksNothing() throws Exception {
    String repeatable = "{\"text\": \"Hello.\", \"seed\": 1}";
    singing().tts(repeatable);
    server.tts(repeatable);

    Exposition metrics = awaitMetrics(now -> answers(now, "/tts", 200) == 2);

    assertThat(metrics.value("coqui_cache_requests_total", Map.of("cache", "audio", "result", "miss"))).isEqualTo(1);
    assertThat(metrics.value("coqui_cache_requests_total", Map.of("cache", "audio", "result", "hit"))).isEqualTo(1);
    assertThat(metrics.value("coqui_audio_seconds_total")).isEqualTo(0.5);
  }

  @Test
  void refusals_areCountedWhereverTheyHappen() throws Exception {
    start(Map.of("camel.server.max-body-size", "100"));
    server.tts("{}");
    server.tts("{\"text\": \"%s\"}".formatted("a".repeat(200)));
    server.send(server.request("/tts").GET());
    server.send(server.request("/nothing").GET());
    server.raw("NONSENSE\r\n\r\n");
    server.raw("GET / HTTP/1.1\r\n\r\n");   // without a Host, no handler is asked

    Exposition metrics = awaitMetrics(now -> answers(now, "other", 400) == 2);

    assertThat(answers(metrics, "/tts", 400)).isEqualTo(1);
    assertThat(answers(metrics, "/tts", 413)).isEqualTo(1);
    assertThat(answers(metrics, "/tts", 405)).isEqualTo(1);
    assertThat(answers(metrics, "other", 404)).isEqualTo(1);
  }

  @Test
  void crowd_isCountedAsItIsRefused() throws Exception {
    start(Map.of("coqui.admission.in-work", "1", "coqui.admission.waiting", "1"));
    CompletableFuture<HttpResponse<byte[]>> inWork = server.ttsAsync(StagedSpeech.HELLO);
    CompletableFuture<AudioClip> clip = staged.speaking.take();
    CompletableFuture<HttpResponse<byte[]>> waits = server.ttsAsync(StagedSpeech.HELLO);
    Exposition full = awaitMetrics(now -> now.value("coqui_queue_depth") == 1);
    server.tts(StagedSpeech.HELLO);

    assertThat(full.value("coqui_requests_in_work")).isEqualTo(1);
    assertThat(full.value("coqui_queue_capacity")).isEqualTo(1);
    awaitMetrics(now -> answers(now, "/tts", 503) == 1);
    clip.complete(ToneModel.tone(1));
    staged.speaking.take().complete(ToneModel.tone(1));
    assertThat(inWork.join().statusCode() + waits.join().statusCode()).isEqualTo(400);
    Exposition empty = awaitMetrics(now -> answers(now, "/tts", 200) == 2);
    assertThat(empty.value("coqui_queue_depth")).isZero();
    assertThat(empty.value("coqui_queue_wait_seconds_count")).isEqualTo(2);
    assertThat(empty.value("coqui_queue_wait_seconds_sum")).isPositive();
  }

  @Test
  void clientWhoLeaves_isCountedAs499() throws Exception {
    start(Map.of());
    try (Socket client = StagedSpeech.client(server)) {
      staged.speaking.take();
      assertThat(client.isConnected()).isTrue();
    }

    assertThat(answers(awaitMetrics(now -> answers(now, "/tts", 499) == 1), "/tts", 200)).isZero();
  }

  @Test
  void hostilePathsAndMethods_makeNoSeriesOfTheirOwn() throws Exception {
    singing();
    Set<Sample> before = series(hostileRequests(0, 20));

    Set<Sample> after = series(hostileRequests(20, 40));

    assertThat(after).isEqualTo(before);
    assertThat(after).extracting(series -> series.labels().get("endpoint"))
        .containsOnly(null, "/docs/{file}", "/metrics", "/tts", "other");
  }

  private Exposition hostileRequests(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      server.send(server.request("/p" + i + "%22%7D%0A").GET());
      server.send(server.request("/docs/" + i).GET());
      server.send(server.request("/tts?p" + i).method("P" + i, BodyPublishers.noBody()));
    }
    return awaitMetrics(now -> answers(now, "other", 404) == to
        && answers(now, "/metrics", 200) > 1   // of which the route has told, too
        && answers(now, "/docs/{file}", 404) == to && answers(now, "/tts", 405) == to);
  }

  /** Ours and those of the routes, without their values. */
  private static Set<Sample> series(Exposition metrics) {
    return metrics.samples().stream()
        .filter(sample -> sample.name().matches("(coqui|camel)_.*"))
        .map(sample -> new Sample(sample.name(), sample.labels(), 0))
        .collect(Collectors.toSet());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the tool is a shell script")
  void metrics_whileTheToolForGpusHangs_areThereWithoutGpus(@TempDir Path folder) throws Exception {
    Path begun = folder.resolve("begun");
    start(Map.of("coqui.metrics.nvidia-smi",
        FakeNvidiaSmi.doing(folder, "touch " + begun + "; exec sleep 1000").toString()));
    Exposition metrics;
    do {
      metrics = server.metrics();
    } while (Files.notExists(begun));

    assertThat(metrics.types()).containsKey("coqui_model_ready").doesNotContainKey("coqui_gpu_utilization_ratio");
  }

  @Test
  void metrics_onTheMainPort_askForAKeyAsSpeechDoes() throws Exception {
    start(Map.of("coqui.api-keys", KEY));

    assertThat(server.send(server.request("/metrics").GET()).statusCode()).isEqualTo(401);
    assertThat(server.send(server.request("/metrics").header("X-API-Key", KEY).GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void metrics_byDefault_areNotOnTheMainPort() throws Exception {
    start(Map.of("coqui.metrics.on-main-port", "false"));

    assertThat(server.send(server.request("/metrics").GET()).statusCode()).isEqualTo(404);
  }
}
