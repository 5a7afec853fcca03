package coqui.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The description of the contract as clients and browsers get it, and what goes with every path: HEAD, OPTIONS. */
class DocsTest {

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return server.send(server.request(path).GET());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void yaml_isTheFileItself() throws Exception {
    assertThat(get("/openapi.yaml").body()).isEqualTo(Files.readAllBytes(Path.of("src/main/resources/openapi.yaml")));
  }

  @Test
  void json_isTheSameDocument() throws Exception {
    assertThat(new ObjectMapper().readTree(get("/openapi.json").body()))
        .isEqualTo(new YAMLMapper().readTree(get("/openapi.yaml").body()));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
      "/openapi.yaml, application/yaml", "/openapi.json, application/json", "/docs, text/html; charset=utf-8",
      "/docs/docs.js, text/javascript; charset=utf-8", "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
      "/docs/swagger-ui.css, text/css; charset=utf-8", "/docs/favicon-32x32.png, image/png"})
  void document_hasItsTypeAndKeepsABrowserHere(String path, String type) throws Exception {
    HttpResponse<byte[]> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isNotEmpty();
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Cache-Control")).isPresent();
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "connect-src 'self';",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http");
  }

  @Test
  void page_namesNothingOfAnotherServerAndOnlyWhatIsThere() throws Exception {
    String page = text(get("/docs"));

    assertThat(page).doesNotContain("http:", "https:", "//", "<style", "onload").containsPattern("<script src=");
    Matcher linked = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page);
    while (linked.find()) {
      assertThat(get(linked.group(1)).statusCode()).as(linked.group(1)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/speakers", "/openapi.yaml", "/openapi.json", "/docs", "/docs/swagger-ui.css", "/nothing"})
  void head_isGetWithoutItsBody(String path) throws Exception {
    HttpRequest.Builder request = server.request(path).header("X-Request-Id", "same");
    HttpResponse<byte[]> get = server.send(request.GET());
    HttpResponse<byte[]> head = server.send(request.method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(head.body()).isEmpty();
    assertThat(new TreeMap<>(head.headers().map())).isEqualTo(new TreeMap<>(get.headers().map()));
  }

  @Test
  void head_overTheWire_hasNoBody() throws Exception {
    String answer = server.raw("HEAD /speakers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
  }

  @ParameterizedTest(name = "{0} has {1}")
  @CsvSource(delimiter = '|', value = {
      "/tts | POST, OPTIONS", "/voice-clone | POST, OPTIONS", "/speakers | GET, HEAD, OPTIONS",
      "/openapi.yaml | GET, HEAD, OPTIONS", "/openapi.json | GET, HEAD, OPTIONS", "/docs | GET, HEAD, OPTIONS",
      "/docs/docs.js | GET, HEAD, OPTIONS"})
  void options_namesTheMethods(String path, String methods) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path).method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("Allow")).contains(methods);
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  @Test
  void options_ofNothing_isNotFound() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/nothing").method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("not_found");
  }

  @ParameterizedTest(name = "{0} {1} for {2} → {3}")
  @CsvSource(delimiter = '|', value = {
      "POST | /tts | audio/wav | 200", "POST | /tts | audio/* | 200", "POST | /tts | */* | 200",
      "POST | /tts | audio/mpeg, audio/wav;q=0.1 | 200",
      "POST | /tts | audio/wav;q=0, */* | 200",
      "POST | /tts | application/json | 406", "POST | /tts | audio/webm | 406", "POST | /tts | audio/wav;q=0 | 406",
      "GET | /speakers | application/json | 200", "GET | /speakers | text/html | 406",
      "HEAD | /speakers | text/html | 406", "GET | /docs | text/html,application/xml;q=0.9,*/*;q=0.8 | 200",
      "GET | /docs | application/json | 406", "GET | /openapi.json | application/yaml | 406"})
  void accept_thatExcludesThePath_isRefusedWithWhatItHas(String method, String path, String accept, int status)
      throws Exception {
    BodyPublisher body =
        method.equals("POST") ? BodyPublishers.ofString("{\"text\": \"Hi.\"}") : BodyPublishers.noBody();
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("Accept", accept)
        .header("Content-Type", "application/json")
        .method(method, body));

    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 406 && !method.equals("HEAD")) {
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("not_acceptable");
      assertThat(LiveServer.error(answer).path("supported_media_types")).isNotEmpty();
    }
  }
}
