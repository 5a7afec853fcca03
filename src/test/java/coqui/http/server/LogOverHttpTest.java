package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.SynthesisException;
import coqui.telemetry.CapturedLog;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of requests, line for line. */
@Timeout(60)
class LogOverHttpTest {

  private static final String SECRET = "My account number is seven.";

  @TempDir
  Path folder;

  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void release() {
    log.close();
  }

  private static HttpRequest.Builder named(LiveServer server, String id, String path, String body) {
    return server.request(path).header("Content-Type", "application/json").header("X-Request-Id", id)
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void tts_spokenText_isToldFromStartToEndButForTheText() throws Exception {
    try (LiveServer server = LiveServer.with(DemoCheckpoint.unpack(folder), folder)) {
      String body = "{\"text\": \"%s\", \"speaker_id\": \"Sally\"}".formatted(SECRET);
      assertThat(server.send(named(server, "r-1", "/tts?token=abc", body)).statusCode()).isEqualTo(200);
      JsonNode start = log.json("tts.inference.start");
      JsonNode done = log.json("tts.inference.done");
      JsonNode access = log.json("http.request");

      assertThat(start.path("request_id").asText()).isEqualTo("r-1");
      assertThat(start.path("speaker").asText()).isEqualTo("Sally");
      assertThat(start.path("language").asText()).isEqualTo("en");
      assertThat(start.path("text_length").asInt()).isEqualTo(SECRET.length());
      assertThat(start.path("chunks").asInt()).isEqualTo(1);
      assertThat(done.path("request_id").asText()).isEqualTo("r-1");
      assertThat(done.path("speaker").asText()).isEqualTo("Sally");
      assertThat(done.path("duration_seconds").asDouble()).isPositive();
      assertThat(done.path("audio_seconds").asDouble()).isPositive();
      assertThat(done.path("real_time_factor").asDouble()).isPositive();
      assertThat(access.path("request_id").asText()).isEqualTo("r-1");
      assertThat(access.path("method").asText()).isEqualTo("POST");
      assertThat(access.path("path").asText()).isEqualTo("/tts");
      assertThat(access.path("status").asInt()).isEqualTo(200);
      assertThat(access.path("bytes").asInt()).isGreaterThan(10_000);
      assertThat(access.path("milliseconds").isNumber()).isTrue();
      assertThat(log.all()).doesNotContain("account").doesNotContain("token");
    }
  }

  @Test
  void tts_failingModel_isToldWithErrorAndCause() throws Exception {
    ToneModel model = new ToneModel(chunk ->
        CompletableFuture.failedFuture(new SynthesisException("The model failed.", new IllegalStateException("why"))));
    try (LiveServer server = LiveServer.with(model)) {
      server.send(named(server, "r-2", "/tts", "{\"text\": \"%s\"}".formatted(SECRET)));
      JsonNode failed = log.json("tts.inference.failed");

      assertThat(failed.path("request_id").asText()).isEqualTo("r-2");
      assertThat(failed.path("error").asText()).isEqualTo("inference_failed");
      assertThat(failed.path("speaker").asText()).isEqualTo("Robert");
      assertThat(failed.path("duration_seconds").isNumber()).isTrue();
      assertThat(failed.path("level").asText()).isEqualTo("ERROR");
      assertThat(failed.path("stack_trace").asText()).contains("IllegalStateException: why");
      assertThat(log.json("http.request").path("status").asInt()).isEqualTo(500);
      assertThat(log.all()).doesNotContain("account");
    }
  }

  @Test
  void tts_refusedRequest_isOneLineWithoutInference() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      server.send(named(server, "r-3", "/tts", "{\"text\": \"%s\", \"speed\": 9}".formatted(SECRET)));

      assertThat(log.json("http.request").path("status").asInt()).isEqualTo(400);
      assertThat(log.all()).doesNotContain("inference").doesNotContain("account");
    }
  }

  @Test
  void tts_keptRecording_isACacheHit() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      String seeded = "{\"text\": \"%s\", \"seed\": 1}".formatted(SECRET);
      server.send(named(server, "r-4", "/tts", seeded));
      server.send(named(server, "r-5", "/tts", seeded));
      JsonNode hit = log.json("tts.cache.hit");

      assertThat(hit.path("request_id").asText()).isEqualTo("r-5");
      assertThat(hit.path("text_length").asInt()).isEqualTo(SECRET.length());
    }
  }

  @Test
  void tts_textsAreToBeLogged_areInTheStart() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.log.text", "true"))) {
      server.send(named(server, "r-6", "/tts", "{\"text\": \"One.\\nTwo.\"}"));

      assertThat(log.text("tts.inference.start")).contains("text=\"One.\\u000aTwo.\"").contains("request_id=r-6");
    }
  }

  @Test
  void request_hostilePath_isOneLine() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      server.raw("GET /a%0d%0aERROR:\u0001\u0085%1b?q=1 HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\tb\r\nConnection: close\r\n\r\n");
      String line = log.text("http.request");

      assertThat(line.lines()).hasSize(1);
      assertThat(line.stripTrailing()).doesNotContainPattern("[\\p{Cntrl}\\u0085]").doesNotContain("q=1");
    }
  }

  @Test
  void tts_failureOfTheEngine_carriesTheNameOfItsRequest() throws Exception {
    try (LiveServer server = LiveServer.with(FailingEngine.model(folder))) {
      server.send(named(server, "r-7", "/tts", "{\"text\": \"%s\"}".formatted(SECRET)));
      JsonNode failure = log.json("The model failed");

      assertThat(failure.path("request_id").asText()).isEqualTo("r-7");
      assertThat(failure.path("stack_trace").asText()).contains("logit");
      assertThat(log.json("tts.inference.failed").path("request_id").asText()).isEqualTo("r-7");
    }
  }
}
