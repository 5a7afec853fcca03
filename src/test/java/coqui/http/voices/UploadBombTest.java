package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.http.RawExchange;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are small to send and would be large to read, and uploads that never end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class UploadBombTest {

  private static final Path RECORDING = Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav");
  private static final int MANY = 10_000;

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel(), Map.of("coqui.upload.time-limit", "1"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static MultipartBody hello() {
    return new MultipartBody().text("text", "Hello.");
  }

  private static MultipartBody many(String disposition) {
    MultipartBody form = hello();
    for (int i = 0; i < MANY; i++) {
      form.part(disposition, new byte[0]);
    }
    return form;
  }

  /** Forms in forms, each of which names its own boundary. */
  private static MultipartBody nested(String type) {
    MultipartBody form = hello();
    for (int i = 0; i < 1_000; i++) {
      form.part("form-data; name=\"reference_audio\"\r\nContent-Type: %s; boundary=b%d".formatted(type, i),
          "--b%d\r\n".formatted(i).getBytes(StandardCharsets.US_ASCII));
    }
    return form;
  }

  static Stream<Arguments> bombs() throws IOException {
    byte[] recording = Files.readAllBytes(RECORDING);
    return Stream.of(
        Arguments.of("fields of one name", many("form-data; name=\"text\""), "duplicate_field"),
        Arguments.of("fields without a name", many("form-data"), "invalid_multipart"),
        Arguments.of("empty files", many("form-data; name=\"reference_audio\"; filename=\"a\""), "too_many_files"),
        Arguments.of("files of another name", many("form-data; name=\"a\"; filename=\"a\""), "unknown_field"),
        Arguments.of("mixed in mixed", nested("multipart/mixed"), "invalid_multipart"),
        Arguments.of("forms in forms", nested("multipart/form-data"), "invalid_reference_audio"),
        Arguments.of("a long name", hello().text("x".repeat(15_000), "y"), "unknown_field"),
        Arguments.of("a longer name", hello().text("x".repeat(1_000_000), "y"), "invalid_multipart"),
        Arguments.of("a long head", hello().part("form-data; name=\"speed\"; " + "a=b; ".repeat(200_000), new byte[1]),
            "invalid_multipart"),
        Arguments.of("many heads", hello().part("form-data; name=\"speed\"" + "\r\nA: b".repeat(100_000), new byte[1]),
            "invalid_multipart"),
        Arguments.of("a name with a line end", hello().text("a\r\nSet-Cookie: b=c", "y"), "unknown_field"),
        Arguments.of("no line ends", hello().raw("-".repeat(1_000_000)), "text_too_long"),
        Arguments.of("line ends alone", hello().raw("\r\n".repeat(500_000)).file("reference_audio", recording),
            "text_too_long"),
        Arguments.of("an hour of silence", hello().file("reference_audio", silence(3_600)), "audio_too_long"),
        Arguments.of("a lie about its size", hello().file("reference_audio", lyingAboutItsSize(recording)), ""));
  }

  private static byte[] silence(int seconds) {
    return WavFile.encode(new AudioClip(new float[seconds * 1_000], 1_000));
  }

  private static byte[] lyingAboutItsSize(byte[] wav) {
    byte[] lying = wav.clone();
    for (int at : new int[] {4, 5, 6, 7, 40, 41, 42, 43}) {
      lying[at] = (byte) 0xFF;
    }
    return lying;
  }

  /** With an empty code it is read in peace. */
  @ParameterizedTest(name = "{0} → {2}")
  @MethodSource("bombs")
  void clone_bomb_isRefusedAndTheServiceGoesOn(String name, MultipartBody form, String code) throws Exception {
    HttpResponse<byte[]> answer = server.clone(form);

    assertThat(LiveServer.errorCode(answer)).as(() -> new String(answer.body())).isEqualTo(code);
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    HttpResponse<byte[]> next = server.clone(hello().file("reference_audio", Files.readAllBytes(RECORDING)));
    assertThat(next.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/tts", "/voice-clone"})
  void compressedBody_isRefusedUnread(String path) throws Exception {
    HttpResponse<byte[]> answer = server.send(server.request(path)
        .header("Content-Type", path.equals("/tts") ? "application/json" : hello().contentType())
        .header("Content-Encoding", "gzip")
        .POST(BodyPublishers.ofByteArray(compressed(new byte[50_000_000]))));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(LiveServer.errorCode(answer)).isEqualTo("unsupported_media_type");
  }

  private static byte[] compressed(byte[] zeros) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
      gzip.write(zeros);
    }
    return small.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "--", "a b", "'()+_,-./:=?"})
  void boundary_ofItsOwnKind_isReadOrRefused(String boundary) throws Exception {
    String body = "--%s\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nHello.\r\n--%s--\r\n"
        .formatted(boundary, boundary);

    HttpResponse<byte[]> answer = server.send(server.request("/voice-clone")
        .header("Content-Type", "multipart/form-data; boundary=\"%s\"".formatted(boundary))
        .POST(BodyPublishers.ofString(body)));

    assertThat(LiveServer.errorCode(answer)).isIn("missing_reference_audio", "invalid_multipart");
  }

  @Test
  void clone_dribblingIn_isGivenUp() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.request("/").build().uri().getPort())) {
      socket.setSoTimeout(50);
      String head = "POST /voice-clone HTTP/1.1\r\nHost: a\r\nContent-Type: %s\r\nContent-Length: 1000000\r\n\r\n"
          .formatted(hello().contentType());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      int first = -1;
      while (first < 0) {
        socket.getOutputStream().write('-');
        try {
          first = socket.getInputStream().read();
        } catch (SocketTimeoutException notYet) {
          // another byte
        }
      }

      socket.setSoTimeout(10_000);
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      RawExchange.of((char) first + rest).error(408, "upload_timeout");
    }
  }
}
