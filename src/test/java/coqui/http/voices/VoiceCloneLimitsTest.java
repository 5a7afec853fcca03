package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What uploads may cost, and that nothing of them stays. */
class VoiceCloneLimitsTest {

  private static final Path RECORDING = Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav");

  private static final Path ROUTERS_OWN_FOLDER = Path.of("file-uploads");

  private static LiveServer server;
  private static byte[] recording;

  @BeforeAll
  static void start() throws Exception {
    Files.deleteIfExists(ROUTERS_OWN_FOLDER);   // of older versions
    recording = Files.readAllBytes(RECORDING);   // 0.5 MB
    server = LiveServer.with(new ToneModel(), Map.of(
        "coqui.upload.max-file-bytes", "600000",
        "coqui.upload.max-body-bytes", "2000000",
        "coqui.upload.memory-bytes", "1000000",
        "coqui.upload.time-limit", "2"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static MultipartBody form(byte[] file) {
    return new MultipartBody().text("text", "Hello.").file("reference_audio", file);
  }

  private static HttpResponse<byte[]> send(byte[] file) throws IOException, InterruptedException {
    return server.clone(form(file));
  }

  /** Begins an upload of 1.9 MB, of which these bytes follow. */
  private static Socket begun(int bytes, String... headers) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.request("/").build().uri().getPort());
    MultipartBody form = form(new byte[1_900_000]);
    String head = "POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
        .formatted(form.contentType(), form.bytes().length, String.join("", headers));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(Arrays.copyOf(form.bytes(), bytes));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void clone_fileOverTheLimit_isRefusedBeforeItIsReadWhole() throws Exception {
    try (Socket socket = begun(700_000)) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 413").contains("file_too_large", "coqui.upload.max-file-bytes");
    }
  }

  @Test
  void clone_fileOverTheLimitSentWhole_isRefused() throws Exception {
    HttpResponse<byte[]> answer = send(new byte[700_000]);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("file_too_large");
    assertThat(LiveServer.error(answer).path("field").asText()).isEqualTo("reference_audio");
    assertThat(LiveServer.error(answer).path("max_bytes").asInt()).isEqualTo(600_000);
  }

  @Test
  void clone_bodyOverTheLimitByItsHead_isRefusedWithoutABody() throws Exception {
    String answer = server.raw("POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
        + "Content-Type: " + form(recording).contentType() + "\r\nContent-Length: 2000001\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 413").contains("body_too_large", "coqui.upload.max-body-bytes");
  }

  @Test
  void clone_bodyOverTheLimitWithoutALength_isRefused() throws Exception {
    String piece = "--x\r\nContent-Disposition: form-data; name=reference_audio; filename=a\r\n\r\n"
        + "a".repeat(500_000) + "\r\n";
    String chunk = Integer.toHexString(piece.length()) + "\r\n" + piece + "\r\n";

    try (LiveServer roomy = LiveServer.with(new ToneModel(), Map.of("coqui.upload.max-body-bytes", "1200000"))) {
      String answer = roomy.raw("POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
          + "Content-Type: multipart/form-data; boundary=x\r\n\r\n" + chunk.repeat(3));

      assertThat(answer).startsWith("HTTP/1.1 413").contains("body_too_large");
    }
  }

  @Test
  void clone_expectingToContinue_isToldTo() throws Exception {
    try (Socket socket = begun(0, "Expect: 100-continue\r\n")) {
      assertThat(new String(socket.getInputStream().readNBytes(21), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue");
    }
  }

  @Test
  void clone_uploadThatStalls_isGivenUp() throws Exception {
    try (Socket socket = begun(1_000)) {
      assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("upload_timeout", "coqui.upload.time-limit");
    }
  }

  @Test
  void clone_memoryInUse_is503UntilTheClientLeaves() throws Exception {
    HttpResponse<byte[]> refused;
    do {   // until those bytes arrive first, and are not yet given up
      try (Socket socket = begun(590_000)) {
        refused = send(recording);
        assertThat(socket.isConnected()).isTrue();
      }
    } while (refused.statusCode() == 200);
    HttpResponse<byte[]> later;
    do {   // until it is seen to have left
      later = send(recording);
    } while (later.statusCode() == 503);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
    assertThat(LiveServer.error(refused).path("code").asText()).isEqualTo("overloaded");
    assertThat(later.statusCode()).isEqualTo(200);
  }

  @Test
  void clone_oneAfterTheOtherWhateverTheyEndWith_memoryIsGivenBack() throws Exception {
    for (int i = 0; i < 4; i++) {
      send(new byte[700_000]);                                     // 413
      send(new byte[500_000]);                                     // 400: not audio
      server.clone(form(recording).text("pitch", "1"));            // 400: at its last field
      assertThat(send(recording).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void clone_afterAnything_nothingIsOnTheDisk() throws Exception {
    send(recording);
    send(new byte[700_000]);
    server.clone(form(recording).text("pitch", "1"));
    begun(100_000).close();

    assertThat(ROUTERS_OWN_FOLDER).doesNotExist();
    assertThat(Path.of("voice.wav")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tts", "/tts/", "/speakers", "/nothing"})
  void otherPath_form_isRefusedAndNothingIsOnTheDisk(String path) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("Content-Type", form(recording).contentType())
        .POST(BodyPublishers.ofByteArray(form(recording).bytes())));

    assertThat(answer.statusCode()).isIn(404, 405, 415);
    assertThat(ROUTERS_OWN_FOLDER).doesNotExist();
  }
}
