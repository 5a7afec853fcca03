package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody works for an answer that nobody waits for. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestEndTest {

  private static final String HELLO = "{\"text\": \"Hello.\"}";

  private final BlockingQueue<CompletableFuture<AudioClip>> speaking = new LinkedBlockingQueue<>();
  private final ToneModel endless = new ToneModel(chunk -> {
    CompletableFuture<AudioClip> clip = new CompletableFuture<>();
    speaking.add(clip);
    return clip;
  });

  @Test
  void clientLeaves_whileItsTextIsSpoken_theModelIsToldToStop() throws Exception {
    try (LiveServer server = LiveServer.with(endless)) {
      Socket client = asking(server);
      CompletableFuture<AudioClip> clip = speaking.take();
      client.close();

      awaitCancelled(clip);
    }
  }

  @Test
  void timeLimit_whileTheTextIsSpoken_is504AndTheModelIsToldToStop() throws Exception {
    try (LiveServer server = LiveServer.with(endless, Map.of("coqui.request.time-limit", "1"))) {
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("request_timeout");
      assertThat(LiveServer.error(answer).path("message").asText()).contains("coqui.request.time-limit");
      assertThat(LiveServer.error(answer).path("request_id").asText())
          .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
      awaitCancelled(speaking.take());
    }
  }

  @Test
  void timeLimit_whileTheBodyIsAwaited_is504AndTheConnectionIsClosed() throws Exception {
    try (LiveServer server = LiveServer.with(endless, Map.of("coqui.request.time-limit", "1"))) {
      String answer = server.raw("POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100\r\n\r\n{\"text\"");

      assertThat(answer).startsWith("HTTP/1.1 504").contains("request_timeout");
    }
  }

  /** Cancelled, not failed, and without more time than a decoding step takes. */
  private static void awaitCancelled(CompletableFuture<AudioClip> clip) {
    assertThatThrownBy(() -> clip.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  private static Socket asking(LiveServer server) throws Exception {
    Socket client = new Socket("127.0.0.1", server.request("/").build().uri().getPort());
    client.getOutputStream().write(("POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + HELLO.length() + "\r\n\r\n" + HELLO).getBytes(StandardCharsets.US_ASCII));
    return client;
  }
}
