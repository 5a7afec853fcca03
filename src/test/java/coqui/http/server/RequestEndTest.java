package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.http.StagedSpeech;
import coqui.pipeline.SpeechModel;
import coqui.speech.AudioClip;
import coqui.speech.Voice;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody works for an answer that nobody waits for. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class RequestEndTest {

  private static final Path RECORDING = Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav");

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

  @Test
  void clientLeaves_whileItsVoiceIsLearned_theModelIsToldToStop() throws Exception {
    CompletableFuture<CompletableFuture<Voice>> learning = new CompletableFuture<>();
    SpeechModel model = StagedSpeech.answering(staged.model, "voiceFrom", () -> {
      CompletableFuture<Voice> voice = new CompletableFuture<>();
      learning.complete(voice);
      return voice;
    });
    MultipartBody form = new MultipartBody().text("text", "Hello.")
        .file("reference_audio", Files.readAllBytes(RECORDING));
    try (LiveServer server = LiveServer.with(model)) {
      Socket client = new Socket("127.0.0.1", server.request("/").build().uri().getPort());
      client.getOutputStream().write(("POST /voice-clone HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
          + form.contentType() + "\r\nContent-Length: " + form.bytes().length + "\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().write(form.bytes());
      CompletableFuture<Voice> voice = learning.get();
      client.close();

      awaitCancelled(voice);
      StagedSpeech.awaitRequests(server, 0, 0);
    }
  }

  /** Cancelled, not failed, and without more time than a decoding step takes. */
  private static void awaitCancelled(CompletableFuture<?> work) {
    assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }
}
