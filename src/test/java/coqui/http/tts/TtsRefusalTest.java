package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code POST /tts} and the router refuse: a status, and always the same JSON shape. */
class TtsRefusalTest {

  @TempDir
  static Path cache;

  private static LiveServer server;

  @BeforeAll
  static void serveTheDemoVoice() throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(cache), cache);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void tts_unknownSpeaker_listsTheValidOnes() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"robert\"}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_speaker");
    assertThat(LiveServer.error(answer).path("valid_speakers")).extracting(JsonNode::asText)
        .isEqualTo(DemoVoices.SPEAKERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh-cn", "xx", "", "english"})
  void tts_languageThatIsNotSpoken_listsTheSupportedOnes(String language) throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"language\": \"%s\"}".formatted(language));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("unsupported_language");
    assertThat(LiveServer.error(answer).path("supported_languages")).extracting(JsonNode::asText)
        .isEqualTo(DemoVoices.LANGUAGES);
  }

  @Test
  void tts_error_hasCodeMessageFieldAndTheRequestIdOfTheHeader() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speed\": 3}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .contains(LiveServer.error(answer).path("request_id").asText());
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_speed");
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo("speed");
    assertThat(LiveServer.error(answer).path("message").asText())
        .isEqualTo("speed is 3, expected a number from 0.7 to 1.3.");
  }

  @ParameterizedTest(name = "{0} {1} {2} → {3} {4}")
  @CsvSource({
      "GET, /tts, application/json, 405, method_not_allowed",
      "DELETE, /tts, application/json, 405, method_not_allowed",
      "POST, /tts, text/plain, 415, unsupported_media_type",
      "POST, /tts, multipart/form-data; boundary=x, 415, unsupported_media_type",
      "POST, /tts, application/x-www-form-urlencoded, 415, unsupported_media_type",
      "POST, /tts, application/json; charset=utf-16, 415, unsupported_media_type",
      "POST, /tts, application/jsonp, 415, unsupported_media_type",
      "POST, /nothing, application/json, 404, not_found",
      "GET, /config/application.properties, application/json, 404, not_found",
      "GET, /tts/../pom.xml, application/json, 404, not_found"})
  void router_refusal_looksLikeEveryError(String method, String path, String type, int status, String code)
      throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("X-Request-Id"))
        .contains(LiveServer.error(answer).path("request_id").asText());
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo(code);
  }

  @Test
  void router_methodThatIsNotAllowed_namesThoseThatAre() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts").GET());

    assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @Test
  void router_bodyOverTheLimit_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"" + "a".repeat(1 << 20) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("body_too_large");
    assertThat(LiveServer.error(answer).path("message").asText()).contains("1048576", "camel.server.max-body-size");
  }

  @Test
  void tts_invalidUtf8_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray("{\"text\": \"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1))));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Application/JSON", "application/json;charset=UTF-8", "application/json; charset=\"utf-8\""})
  void tts_jsonByAnySpelling_isTaken(String type) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString("{\"text\": \"Hello.\"}")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void tts_noContentType_isRefused() throws Exception {
    HttpResponse<byte[]> answer =
        server.send(server.request("/tts").POST(BodyPublishers.ofString("{\"text\": \"Hi.\"}")));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void tts_compressedBody_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request("/tts")
        .header("Content-Type", "application/json")
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b})));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void tts_emptyBody_isRefused() throws Exception {
    HttpResponse<byte[]> answer = server.tts("");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("empty_body");
  }
}
