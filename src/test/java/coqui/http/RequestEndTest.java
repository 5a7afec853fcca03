package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.AudioClip;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody works for an answer that nobody waits for. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestEndTest {

  private final StagedSpeech staged = new StagedSpeech();

  @Test
  void clientLeaves_whileItsTextIsSpoken_theModelIsToldToStop() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model)) {
      Socket client = StagedSpeech.client(server);
      CompletableFuture<AudioClip> clip = staged.speaking.take();
      client.close();

      awaitCancelled(clip);
    }
  }

  @Test
  void timeLimit_whileTheTextIsSpoken_is504AndTheModelIsToldToStop() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.request.time-limit", "1"))) {
      HttpResponse<byte[]> answer = server.tts(StagedSpeech.HELLO);

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("request_timeout");
      assertThat(LiveServer.error(answer).path("message").asText()).contains("coqui.request.time-limit");
      assertThat(LiveServer.error(answer).path("request_id").asText())
          .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
      awaitCancelled(staged.speaking.take());
    }
  }

  @Test
  void timeLimit_whileTheBodyIsAwaited_is504AndTheConnectionIsClosed() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.request.time-limit", "1"))) {
      String answer = server.raw("POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 100\r\n\r\n{\"text\"");

      assertThat(answer).startsWith("HTTP/1.1 504").contains("request_timeout");
    }
  }

  /** Cancelled, not failed, and without more time than a decoding step takes. */
  private static void awaitCancelled(CompletableFuture<AudioClip> clip) {
    assertThatThrownBy(() -> clip.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }
}
