package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.http.LiveServer;
import coqui.http.Problem;
import coqui.http.RawExchange;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Below {@code /v1/}, errors are written as OpenAI's clients read them, whoever finds them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OpenAiErrorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), Map.of("coqui.api-keys", "a-key-that-is-long-enough"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/nothing, 404, not_found",
    "GET, /v1/models/nobody, 404, model_not_found",
    "DELETE, /v1/models, 405, method_not_allowed"})
  void refusal_ofTheEdgeOrARoute_hasTheFourMembersAndTheRequestsName(
      String method, String path, int status, String code) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("X-API-Key", "a-key-that-is-long-enough").header("X-Request-Id", "r-1")
        .method(method, BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode error = LiveServer.error(answer);
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error.has("param")).isTrue();
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("request_id").asText()).isEqualTo("r-1");
    assertThat(answer.headers().firstValue("X-Request-Id")).contains("r-1");
  }

  @Test
  void param_ofAWrongField_isItsName() throws Exception {
    JsonNode error = LiveServer.error(
        server.send(server.request("/v1/models/nobody").header("X-API-Key", "a-key-that-is-long-enough").GET()));

    assertThat(error.path("param").asText()).isEqualTo("model");
    assertThat(error.path("supported_values")).hasSize(4);
    assertThat(error.has("field")).isFalse();
  }

  @Test
  void noKey_is401InThatShape() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/v1/models").GET());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(LiveServer.error(answer).path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(LiveServer.error(answer).path("param").isNull()).isTrue();
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void headWithHugeHeaders_is431InThatShape() throws Exception {
    String answer = server.raw("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX-Padding: " + "x".repeat(20_000)
        + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431");
    assertThat(body(answer).path("type").asText()).isEqualTo("invalid_request_error");
  }

  @Test
  void firstLineTooLong_isToldInTheServicesOwnShapeSinceNobodyReadThePath() throws Exception {
    JsonNode error = RawExchange.of(server.raw(
        "GET /v1/models?" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")).error(414, "uri_too_long");

    assertThat(error.has("type")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tts", "/v1", "/v12/models", "/speakers/v1/"})
  void otherPath_keepsTheServicesOwnShape(String path) throws Exception {
    JsonNode error = LiveServer.error(server.send(server.request(path).GET()));

    assertThat(error.has("type")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "500, model_load_failed, server_error, false", "504, request_timeout, server_error, false",
    "500, inference_failed, server_error,", "503, overloaded, server_error,", "429, rate_limited, rate_limit_error,"})
  void retry_wherePointless_isAdvisedAgainst(int status, String code, String type, String retry) throws Exception {
    Problem problem = new Problem(status, code, "Something.", Map.of(), Map.of("Retry-After", "1"));

    assertThat(ErrorShape.OPENAI.headers(problem).get("X-Should-Retry")).isEqualTo(retry);
    assertThat(ErrorShape.OPENAI.headers(problem)).containsEntry("Retry-After", "1");
    assertThat(JSON.readTree(ErrorShape.OPENAI.json(problem, "r")).at("/error/type").asText()).isEqualTo(type);
  }

  private static JsonNode body(String answer) throws Exception {
    return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4)).path("error");
  }
}
