package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.RawExchange;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no HTTP library would send: too many, too slowly, or no HTTP at all. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class BadHttpTest {

  private static final String TEXT = "{\"text\": \"Hello.\"}";

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.server.head-time-limit", "1", "coqui.server.body-time-limit", "1",
        "coqui.server.max-line-bytes", "1000", "coqui.server.max-header-bytes", "3000"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawExchange raw(String request) throws IOException {
    return RawExchange.of(server.raw(request));
  }

  private static RawExchange get(String target, String... headers) throws IOException {
    return raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n") + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/speakers?refresh=%zz", "/speakers?%", "/docs/%e", "/tts%2"})
  void head_brokenEscape_isRefused(String target) throws Exception {
    get(target).error(400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET /speakers HTTP/1.1\r\nno colon\r\n\r\n",
      "GET /speakers HTTP/1.1\r\n: empty\r\n\r\n", "GET /speakers HTTP/1.1\r\nContent-Length: x\r\n\r\n",
      "GET /speakers HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "GET /speakers HTTP/1.1\r\nA b: c\r\n\r\n", "GET /speakers HTTP/x\r\n\r\n",
      "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET speakers HTTP/1.1\r\nHost: a\r\n\r\n", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /speakers HTTP/1.9\r\nHost: a\r\n\r\n",
      "GET /speakers HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /speakers HTTP/1.1\r\n\r\n"})
  void head_thatIsNoHttp_isRefused(String request) throws Exception {
    raw(request).error(400, "bad_request");
  }

  @Test
  void head_longUri_isReadInNoTime() throws Exception {
    try (LiveServer roomy = LiveServer.with(new ToneModel(), Map.of("coqui.server.max-line-bytes", "1000000"))) {
      String request = "GET /" + "%41".repeat(300_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

      RawExchange.of(roomy.raw(request)).error(404, "not_found");
    }
  }

  @Test
  void head_absoluteForm_isThePath() throws Exception {
    assertThat(get("http://localhost/speakers").status()).isEqualTo(200);
  }

  @Test
  void head_oldVersion_isAnsweredAndClosed() throws Exception {
    assertThat(raw("GET /speakers HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
  }

  @Test
  void head_longLine_isRefusedWithTheSetting() throws Exception {
    assertThat(get("/speakers?" + "x".repeat(1_000)).error(414, "uri_too_long").path("message").asText())
        .contains("1000", "coqui.server.max-line-bytes");
  }

  @Test
  void head_longHeaders_areRefusedWithTheSetting() throws Exception {
    RawExchange answer = get("/speakers", "X-Long: " + "x".repeat(3_000));

    assertThat(answer.error(431, "headers_too_large").path("message").asText())
        .contains("3000", "coqui.server.max-header-bytes");
  }

  @Test
  void head_manyHeaders_areRefused() throws Exception {
    get("/speakers", "A: b\r\n".repeat(1_000) + "C: d").error(431, "headers_too_large");
  }

  @Test
  void head_halfOfIt_isGivenUp() throws Exception {
    assertThat(raw("GET /speakers HTTP/1.1\r\nHost: loc").error(408, "receive_timeout").path("message").asText())
        .contains("coqui.server.head-time-limit");
  }

  @Test
  void head_dribbling_isGivenUp() throws Exception {
    try (Socket socket = connect()) {
      RawExchange answer = dribble(socket, "GET /speakers HTTP/1.1\r\n", "A: b\r\n");

      answer.error(408, "receive_timeout");
    }
  }

  @Test
  void body_dribbling_isGivenUp() throws Exception {
    try (Socket socket = connect()) {
      RawExchange answer = dribble(socket, "POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100000\r\n\r\n", " ");

      assertThat(answer.error(408, "receive_timeout").path("message").asText())
          .contains("coqui.server.body-time-limit");
    }
  }

  /** Sends the next piece as soon as the last one is out, until an answer begins; reads that to its end. */
  private static RawExchange dribble(Socket socket, String begin, String piece) throws IOException {
    socket.setSoTimeout(50);
    socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
    int first = -1;
    while (first < 0) {
      socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
      try {
        first = socket.getInputStream().read();
      } catch (SocketTimeoutException notYet) {
        // another piece
      }
    }
    socket.setSoTimeout(10_000);
    return RawExchange.of((char) first
        + new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static Socket connect() throws IOException {
    return new Socket("127.0.0.1", server.request("/").build().uri().getPort());
  }

  @Test
  void connection_silent_isClosedWithoutAWord() throws Exception {
    assertThat(server.raw("")).isEmpty();
  }

  @Test
  void connection_silentAfterAnAnswer_isClosed() throws Exception {
    String answers = server.raw("GET /speakers HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(answers).startsWith("HTTP/1.1 200 ").containsOnlyOnce("HTTP/1.1");
  }

  @Test
  void connection_severalRequests_areAllAnsweredInOrder() throws Exception {
    String two = server.raw("GET /speakers HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(two).startsWith("HTTP/1.1 200 ").contains("HTTP/1.1 404 ");
  }

  @Test
  void connections_overTheLimit_areRefusedUntilOthersClose() throws Exception {
    try (LiveServer small = LiveServer.with(new ToneModel(), Map.of("coqui.server.max-connections", "1"))) {
      int port = small.request("/").build().uri().getPort();
      try (Socket first = new Socket("127.0.0.1", port)) {
        first.getOutputStream().write("GET /speakers HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        first.getInputStream().read();   // now it counts
        RawExchange second = RawExchange.of(small.raw(""));

        second.error(503, "overloaded");
        assertThat(second.headers()).containsEntry("retry-after", "2");
      }
      String later;
      do {   // until it is seen to have closed
        later = small.raw("GET /speakers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      } while (later.startsWith("HTTP/1.1 503 "));
      assertThat(later).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"'Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__'",
      "'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
          + "Sec-WebSocket-Version: 13'"})
  void upgrade_toAnythingElse_isIgnored(String headers) throws Exception {
    assertThat(get("/speakers", headers).status()).isEqualTo(200);
  }

  @Test
  void body_brokenChunk_isRefused() throws Exception {
    raw("POST /tts HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
        .error(400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/../../etc/passwd", "/docs/../../etc/passwd", "/docs/..%2f..%2fetc%2fpasswd", "/docs/%2e%2e/%2e%2e/pom.xml",
      "/docs/..\\..\\pom.xml", "/docs/....//pom.xml", "/docs//etc/passwd", "/docs/%00", "/docs/docs.js%00.png",
      "/docs/%ff", "/docs/%c0%ae%c0%ae/", "/docs/.", "/docs/swagger-ui.css/", "/docs/DOCS.JS", "//docs/docs.js/..",
      "/config/application.properties", "/docs/META-INF/MANIFEST.MF", "/openapi.yaml/../pom.xml", "/./pom.xml"})
  void path_outOfTheDocuments_isNotFound(String path) throws Exception {
    get(path).error(404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "/speakers?x=%0d%0aSet-Cookie:%20a=b", "/speakers%0d%0aSet-Cookie:%20a=b", "/speakers?Set-Cookie=a%3Db",
      "/docs/docs.js?%0d%0aSet-Cookie:a=b", "/docs/%0d%0aSet-Cookie:a=b"})
  void uri_withHeadersInIt_addsNoHeader(String target) throws Exception {
    assertThat(get(target).headers()).doesNotContainKey("set-cookie");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rSet-Cookie: a=b", "a\u0000", "a\tb", "\u00ff"})
  void requestId_withWhatIsNoName_isReplacedOrRefused(String id) throws Exception {
    RawExchange answer = get("/speakers", "X-Request-Id: " + id);

    assertThat(answer.status()).isIn(200, 400);
    assertThat(answer.headers().get("x-request-id")).matches("[0-9a-f-]{36}");
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void speaker_withLineEndsInItsName_isRefusedWithoutAHeaderOfItsOwn() throws Exception {
    RawExchange answer = RawExchange.of(server.raw("POST /tts HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\nContent-Length: 65\r\n\r\n"
        + "{\"text\": \"Hello.\", \"speaker_id\": \"Robert\\r\\nSet-Cookie: a=b\"}     "));

    answer.error(400, "invalid_speaker");
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
  }
}
