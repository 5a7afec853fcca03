package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.telemetry.CapturedLog;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of a server that is being stopped. With real signals: {@code coqui.cli.ServeSignalTest}. */
@Timeout(60)
class ShutdownTest {

  private final StagedSpeech staged = new StagedSpeech();
  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void release() {
    log.close();
  }

  /** Begins to stop a server; returns when new requests are refused. */
  private CompletableFuture<Void> stopping(LiveServer server) throws Exception {
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    log.json("serve.stopping");
    while (!LiveServer.errorCode(server.send(server.request("/speakers").GET())).equals("shutting_down")) {
      Thread.onSpinWait();
    }
    return stopped;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/ready", "/speakers", "/docs", "/openapi.json", "/nothing"})
  void newRequest_whileTheServerStops_is503(String path) throws Exception {
    LiveServer server = LiveServer.with(staged.model);
    CompletableFuture<HttpResponse<byte[]>> inWork = server.ttsAsync(StagedSpeech.HELLO);
    CompletableFuture<AudioClip> clip = staged.speaking.take();
    CompletableFuture<Void> stopped = stopping(server);

    HttpResponse<byte[]> late = server.send(server.request(path).GET());
    clip.complete(ToneModel.tone(1));

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(LiveServer.errorCode(late)).isEqualTo("shutting_down");
    assertThat(late.headers().firstValue("Connection")).contains("close");
    assertThat(inWork.join().statusCode()).isEqualTo(200);
    stopped.join();
  }

  @Test
  void health_whileTheServerStops_isStillAlive() throws Exception {
    LiveServer server = LiveServer.with(staged.model);
    CompletableFuture<HttpResponse<byte[]>> inWork = server.ttsAsync(StagedSpeech.HELLO);
    CompletableFuture<AudioClip> clip = staged.speaking.take();
    CompletableFuture<Void> stopped = stopping(server);

    HttpResponse<byte[]> health = server.send(server.request("/health").GET());
    clip.complete(ToneModel.tone(1));

    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(inWork.join().statusCode()).isEqualTo(200);
    stopped.join();
  }

  @Test
  void ready_duringTheDelay_is503WhileSpeechIsServed() throws Exception {
    LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.stop.delay", "3"));
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    log.json("serve.stopping");
    HttpResponse<byte[]> ready = server.send(server.request("/health/ready").GET());
    while (ready.statusCode() == 200) {   // the log is a moment ahead
      ready = server.send(server.request("/health/ready").GET());
    }

    assertThat(LiveServer.errorCode(ready)).isEqualTo("shutting_down");
    assertThat(server.tts(StagedSpeech.HELLO).statusCode()).isEqualTo(200);
    stopped.join();
  }

  /** Far more than the system's buffers between the two take. */
  @Test
  void answerThatItsClientIsStillReading_whileTheServerStops_arrivesWhole() throws Exception {
    int seconds = 400;
    ToneModel model = new ToneModel(chunk -> CompletableFuture.completedFuture(
        new AudioClip(new float[seconds * ToneModel.RATE], ToneModel.RATE)));
    LiveServer server = LiveServer.with(model);
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(8_192);
      client.connect(new InetSocketAddress("127.0.0.1", server.request("/").build().uri().getPort()));
      String json = "{\"text\": \"Hello.\", \"normalize\": false}";
      client.getOutputStream().write(("POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: " + json.length() + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII));
      int length = contentLength(client.getInputStream());
      CompletableFuture<Void> stopped = stopping(server);

      assertThat(client.getInputStream().readNBytes(length)).hasSize(length);
      stopped.join();
    }
    assertThat(log.json("serve.drained").path("unanswered").asInt()).isZero();
  }

  @Test
  void answerThatItsClientDoesNotRead_whenTheTimeToStopIsOver_holdsNobodyUp() throws Exception {
    ToneModel model = new ToneModel(chunk -> CompletableFuture.completedFuture(
        new AudioClip(new float[400 * ToneModel.RATE], ToneModel.RATE)));
    LiveServer server = LiveServer.with(model, Map.of("camel.main.shutdown-timeout", "1"));
    try (Socket client = StagedSpeech.client(server, "{\"text\": \"Hello.\", \"normalize\": false}")) {
      contentLength(client.getInputStream());
      server.close();

      assertThat(log.json("serve.drained").path("unanswered").asInt()).isEqualTo(1);
    }
  }

  /** Reads the head, and not a byte more. */
  private static int contentLength(InputStream answer) throws Exception {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) answer.read());
    }
    return head.toString().lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst().orElseThrow();
  }
}
