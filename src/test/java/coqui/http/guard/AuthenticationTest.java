package coqui.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AuthenticationTest {

  private static final String KEY = "a-key-for-the-tests";
  private static final String FROM_FILE = "a-key-out-of-a-file";

  @TempDir
  private static Path folder;

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.writeString(folder.resolve("keys"), FROM_FILE + "\n");
    server = LiveServer.with(
        new ToneModel(), Map.of("coqui.api-keys", KEY, "coqui.api-keys.file", file.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
      "Authorization, Bearer a-key-for-the-tests",
      "Authorization, bearer  a-key-for-the-tests",
      "Authorization, BEARER a-key-out-of-a-file",
      "X-API-Key, a-key-for-the-tests",
      "x-api-key, a-key-out-of-a-file"})
  void tts_withAKey_isSpoken(String header, String value) throws Exception {
    assertThat(server.send(tts().header(header, value)).statusCode()).isEqualTo(200);
  }

  @Test
  void tts_withTheSameKeyTwice_isSpoken() throws Exception {
    assertThat(server.send(tts().header("X-API-Key", KEY).header("Authorization", "Bearer " + KEY)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void tts_withoutAKey_is401InTheCommonShape() throws Exception {
    HttpResponse<byte[]> answer = server.send(tts());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("unauthorized");
    assertThat(LiveServer.error(answer).path("message").asText()).contains("X-API-Key");
    assertThat(LiveServer.error(answer).path("request_id").asText())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
      "Authorization, Bearer some-other-secret-key",
      "Authorization, Basic a-key-for-the-tests",
      "Authorization, a-key-for-the-tests",
      "Authorization, Bearer",
      "X-API-Key, some-other-secret-key",
      "X-API-Key, a-key-for-the-test"})
  void tts_withAnythingElse_is401AndNotEchoed(String header, String value) throws Exception {
    HttpResponse<byte[]> answer = server.send(tts().header(header, value));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("secret", "for-the-test");
    assertThat(answer.headers().toString()).doesNotContain("secret");
  }

  @Test
  void tts_withTwoDifferentKeys_is401() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(tts().header("X-API-Key", KEY).header("Authorization", "Bearer " + FROM_FILE));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/speakers", "/nothing", "/Health", "//speakers", "/docs/../speakers", "/health/../speakers",
      "/health/%2e%2e/speakers", "/docs/%2E./speakers", "/page/../speakers", "/page", "/page/%2e%2e/speakers"})
  void otherPath_withoutAKey_is401(String path) throws Exception {
    assertThat(server.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready"})
  void health_withoutAKey_answers(String path) throws Exception {
    assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/docs", "/docs/swagger-ui.css", "/openapi.json", "/openapi.yaml", "/", "/page/0123456789abcdef/sandbox.js"})
  void documentationAndPage_withoutAKey_isOpen(String path) throws Exception {
    assertThat(server.send(server.request(path).GET()).statusCode()).isNotEqualTo(401);
  }

  @Test
  void clone_withoutAKey_isRefusedBeforeItsBodyIsRead() throws Exception {
    assertThat(server.raw("POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
        + "Content-Type: multipart/form-data; boundary=x\r\n\r\n")).startsWith("HTTP/1.1 401");
  }

  @Test
  void tts_keyAddedToTheFile_countsWithoutARestart() throws Exception {
    Path file = Files.writeString(folder.resolve("rotating"), FROM_FILE);
    try (LiveServer rotating =
        LiveServer.with(new ToneModel(), Map.of("coqui.api-keys.file", file.toString()))) {
      Files.writeString(file, "a-key-of-a-new-client");
      HttpResponse<byte[]> answer;
      do {   // until it is read again
        answer = rotating.send(rotating.request("/speakers").header("X-API-Key", "a-key-of-a-new-client").GET());
      } while (answer.statusCode() == 401);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(rotating.send(rotating.request("/speakers").header("X-API-Key", FROM_FILE).GET()).statusCode())
          .isEqualTo(401);
    }
  }

  private static HttpRequest.Builder tts() {
    return server.request("/tts")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(StagedSpeech.HELLO));
  }
}
