package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.LiveServer;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speech.ModelLoadException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HealthTest {

  @Test
  void health_withAModel_isAlive() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      HttpResponse<byte[]> answer = get(server, "/health");
      JsonNode told = new ObjectMapper().readTree(answer.body());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(told.path("status").asText()).isEqualTo("alive");
      assertThat(told.at("/model/state").asText()).isEqualTo("ready");
      assertThat(told.at("/model/problem").isMissingNode()).isTrue();
      assertThat(told.at("/requests/in_work").asInt(-1)).isZero();
      assertThat(told.at("/requests/waiting").asInt(-1)).isZero();
      assertThat(told.path("version").asText()).isNotEmpty();
      assertThat(told.path("uptime_seconds").asInt(-1)).isNotNegative();
    }
  }

  @Test
  void ready_withAModel_is200() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      HttpResponse<byte[]> answer = get(server, "/health/ready");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new String(answer.body())).isEqualTo("{\"status\":\"ready\"}");
    }
  }

  @Test
  void modelHasStoppedWorking_healthTellsWhyAndReadyIs503() throws Exception {
    ToneModel model = new ToneModel();
    model.problem = Optional.of("the model has stopped working (device-side assert); a restart may help");
    try (LiveServer server = LiveServer.with(model)) {
      HttpResponse<byte[]> health = get(server, "/health");
      HttpResponse<byte[]> ready = get(server, "/health/ready");

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(new String(health.body())).contains("\"state\":\"failed\"", "device-side assert");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.headers().firstValue("Retry-After")).isPresent();
      assertThat(LiveServer.error(ready).path("code").asText()).isEqualTo("inference_failed");
    }
  }

  @Test
  void modelLoads_healthIs200AndReadyIs503() throws Exception {
    CompletableFuture<SpeechModel> model = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(model::join, Map.of())) {
      HttpResponse<byte[]> health = get(server, "/health");
      HttpResponse<byte[]> ready = get(server, "/health/ready");
      model.complete(new ToneModel());

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(new String(health.body())).contains("\"model\":{\"state\":\"loading\"}");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.headers().firstValue("Retry-After")).isPresent();
      assertThat(LiveServer.error(ready).path("code").asText()).isEqualTo("model_loading");
    }
  }

  @Test
  void modelCannotBeLoaded_healthTellsWhyAndReadyIs503() throws Exception {
    ModelLoadException reason = new ModelLoadException(
        Path.of("/models/model.pth"), "the file is truncated", new IllegalStateException("inner secret"));
    try (LiveServer server = new LiveServer(() -> { throw reason; }, Map.of())) {
      server.loading().handle((model, failure) -> null).join();
      HttpResponse<byte[]> health = get(server, "/health");
      HttpResponse<byte[]> ready = get(server, "/health/ready");

      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(new String(health.body()))
          .contains("\"model\":{\"state\":\"failed\",\"problem\":\"/models/model.pth: the file is truncated\"}")
          .doesNotContain("secret", "Exception");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(LiveServer.error(ready).path("code").asText()).isEqualTo("model_load_failed");
      assertThat(LiveServer.error(ready).path("message").asText())
          .isEqualTo("/models/model.pth: the file is truncated");
    }
  }

  private static HttpResponse<byte[]> get(LiveServer server, String path) throws Exception {
    return server.send(server.request(path).GET());
  }
}
