package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.InvalidSettingException;
import coqui.http.LiveServer;
import coqui.metrics.Exposition;
import coqui.pipeline.ToneModel;
import coqui.telemetry.CapturedLog;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port that has the metrics alone. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ManagementServerTest {

  private static final Map<String, String> ANY_PORT = Map.of(
      "coqui.management.port", "0", "coqui.management.host", "127.0.0.1", "coqui.metrics.on-main-port", "false",
      "coqui.api-keys", "a-key-for-the-tests");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), ANY_PORT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> send(String path, String method) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + server.managementPort() + path);
    return CLIENT.send(HttpRequest.newBuilder(address).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  @Test
  void metrics_withoutAKey_areInPrometheusTextFormat() throws Exception {
    HttpResponse<String> answer = send("/metrics", "GET");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
    assertThat(Exposition.of(answer.body()).value("coqui_model_ready")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/tts", "/health", "/speakers", "/q/dev", "/metrics/../tts"})
  void anyOtherPath_isNotThere(String path) throws Exception {
    HttpResponse<String> answer = send(path, "GET");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"not_found\"",
        "\"request_id\":\"" + answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void speech_atTheManagementPort_isNotSpoken() throws Exception {
    assertThat(send("/tts", "POST").statusCode()).isEqualTo(404);
  }

  @Test
  void port_ofTheService_isAnother() {
    assertThat(server.request("/").build().uri().getPort()).isNotEqualTo(server.managementPort());
  }

  @Test
  void scrapes_areNoAnswersOfTheService() throws Exception {
    send("/metrics", "GET");

    assertThat(Exposition.of(send("/metrics", "GET").body()).all("coqui_requests_total", Map.of())).isEmpty();
  }

  @Test
  void start_portIsTaken_warnsAndSpeaksWithoutIt() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        CapturedLog log = new CapturedLog();
        LiveServer server = LiveServer.with(new ToneModel(), Map.of(
            "coqui.management.port", Integer.toString(other.getLocalPort()), "coqui.management.host", "127.0.0.1"))) {
      assertThat(server.tts("{\"text\": \"Hello.\"}").statusCode()).isEqualTo(200);
      assertThat(log.text("There are no metrics at a port of their own")).contains("coqui.management.port");
    }
  }

  @Test
  void start_portIsThatOfTheService_isRefusedByItsKey() throws Exception {
    int free;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      free = probe.getLocalPort();
    }
    Map<String, String> same = Map.of("camel.server.port", Integer.toString(free),
        "coqui.management.port", Integer.toString(free), "coqui.management.host", "127.0.0.1");

    assertThatThrownBy(() -> LiveServer.with(new ToneModel(), same))
        .isInstanceOf(InvalidSettingException.class).hasMessageContaining("coqui.management.port");
  }
}
