package coqui.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String PAGE = "https://example.org";

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.cors.origins", PAGE + ", http://localhost:3000", "coqui.api-keys", "a-key-for-the-tests"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void preflight_ofAPageThatMay_is204WithWhatItMay() throws Exception {
    HttpResponse<byte[]> answer = preflight(server, PAGE);

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains(PAGE);
    assertThat(list(answer, "Access-Control-Allow-Methods")).contains("GET", "POST");
    assertThat(list(answer, "Access-Control-Allow-Headers")).contains("Content-Type", "Authorization", "X-API-Key");
    assertThat(answer.headers().firstValue("Access-Control-Max-Age")).isPresent();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.headers().firstValue("Vary").orElseThrow()).containsIgnoringCase("origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://example.com", "https://example.org.evil.net", "http://example.org", "null", "?"})
  void preflight_ofAnotherPage_hasNothingThatAllows(String origin) throws Exception {
    assertThat(preflight(server, origin).headers().firstValue(ALLOW_ORIGIN)).isEmpty();
  }

  @Test
  void tts_ofAPageThatMay_canBeReadWithItsHeaders() throws Exception {
    HttpResponse<byte[]> answer = tts(PAGE, "a-key-for-the-tests");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains(PAGE);
    assertThat(list(answer, "Access-Control-Expose-Headers"))
        .contains("X-Sample-Rate", "X-Duration-Sec", "X-Request-Id", "X-Speaker", "Retry-After");
    assertThat(answer.headers().firstValue("Vary").orElseThrow()).containsIgnoringCase("origin");
  }

  @Test
  void tts_refused_canBeReadAsWell() throws Exception {
    HttpResponse<byte[]> answer = tts(PAGE, "none-of-the-servers-keys");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains(PAGE);
  }

  @Test
  void tts_ofAnotherPage_isAnsweredWithoutLeaveToReadIt() throws Exception {
    HttpResponse<byte[]> answer = tts("https://example.com", "a-key-for-the-tests");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
    assertThat(answer.headers().firstValue("Vary").orElseThrow()).containsIgnoringCase("origin");
  }

  @Test
  void anyOrigin_everyPageMay() throws Exception {
    try (LiveServer open = LiveServer.with(new ToneModel(), Map.of("coqui.cors.origins", "*"))) {
      HttpResponse<byte[]> answer = open.send(open.request("/speakers").header("Origin", "https://a.example").GET());

      assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).contains("*");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(preflight(open, "null").headers().firstValue(ALLOW_ORIGIN)).contains("*");
      assertThat(open.send(open.request("/speakers").header("Origin", "?").GET()).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void byDefault_noHeaderTellsOfIt() throws Exception {
    try (LiveServer closed = LiveServer.with(new ToneModel())) {
      HttpResponse<byte[]> answer = closed.send(closed.request("/speakers").header("Origin", PAGE).GET());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
    }
  }

  private static HttpResponse<byte[]> preflight(LiveServer server, String origin) throws Exception {
    return server.send(server.request("/tts")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,x-api-key")
        .method("OPTIONS", BodyPublishers.noBody()));
  }

  private static HttpResponse<byte[]> tts(String origin, String key) throws Exception {
    return server.send(server.request("/tts")
        .header("Origin", origin)
        .header("X-API-Key", key)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(StagedSpeech.HELLO)));
  }

  private static List<String> list(HttpResponse<byte[]> answer, String header) {
    return List.of(answer.headers().firstValue(header).orElseThrow().split(","));
  }
}
