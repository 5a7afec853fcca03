package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.SynthesisException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request in work and one that waits are all that is let in here. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SaturationTest {

  private static final Path RECORDING = Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav");

  private final StagedSpeech staged = new StagedSpeech();
  private LiveServer server;

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.with(
        staged.model, Map.of("coqui.admission.in-work", "1", "coqui.admission.waiting", "1"));
  }

  @AfterEach
  void stop() {
    staged.speaking.forEach(clip -> clip.complete(ToneModel.tone(1)));
    server.close();
  }

  @Test
  void tts_full_is503WithRetryAfter() throws Exception {
    try (Socket inWork = inWork(); Socket waits = waiting()) {
      HttpResponse<byte[]> refused = server.tts(StagedSpeech.HELLO);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(LiveServer.error(refused).path("code").asText()).isEqualTo("overloaded");
      assertThat(LiveServer.error(refused).path("message").asText())
          .contains("coqui.admission.in-work", "coqui.admission.waiting");
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
      assertThat(inWork.isConnected() && waits.isConnected()).isTrue();
    }
  }

  @Test
  void tts_wrongRequestWhileFull_isToldSo() throws Exception {
    try (Socket inWork = inWork(); Socket waits = waiting()) {
      assertThat(code(server.tts("{\"text\": \"?!\"}"))).isEqualTo("invalid_text");
      assertThat(code(server.clone(new MultipartBody().text("text", "Hello.")))).isEqualTo("missing_reference_audio");
      assertThat(inWork.isConnected() && waits.isConnected()).isTrue();
    }
  }

  @Test
  void clone_full_isRefusedBeforeItsRecordingIsDecoded() throws Exception {
    try (Socket inWork = inWork(); Socket waits = waiting()) {
      MultipartBody noAudio = new MultipartBody().text("text", "Hello.").file("reference_audio", new byte[1_000]);

      assertThat(code(server.clone(noAudio))).isEqualTo("overloaded");
      assertThat(inWork.isConnected() && waits.isConnected()).isTrue();
    }
  }

  @Test
  void clone_letIn_takesOnePlaceForAllOfIt() throws Exception {
    MultipartBody form = new MultipartBody().text("text", "Hello.")
        .file("reference_audio", Files.readAllBytes(RECORDING));
    CompletableFuture<HttpResponse<byte[]>> answer = CompletableFuture.supplyAsync(() -> cloned(form));
    CompletableFuture<AudioClip> clip = staged.speaking.take();

    StagedSpeech.awaitRequests(server, 1, 0);
    clip.complete(ToneModel.tone(1));

    assertThat(answer.join().statusCode()).isEqualTo(200);
    StagedSpeech.awaitRequests(server, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/speakers", "/health", "/health/ready", "/metrics", "/docs", "/openapi.json"})
  void otherPath_full_answers(String path) throws Exception {
    try (Socket inWork = inWork(); Socket waits = waiting()) {
      assertThat(server.send(server.request(path).GET()).statusCode()).isEqualTo(200);
      assertThat(inWork.isConnected() && waits.isConnected()).isTrue();
    }
  }

  @Test
  void tts_manyMoreThanThreads_areRefusedWhileOthersAreInWork() throws Exception {
    try (Socket inWork = inWork(); Socket waits = waiting()) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(server.ttsAsync(StagedSpeech.HELLO));
      }

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
      assertThat(inWork.isConnected() && waits.isConnected()).isTrue();
    }
  }

  @Test
  void clientLeaves_waiting_givesUpItsWait() throws Exception {
    try (Socket inWork = inWork()) {
      waiting().close();
      StagedSpeech.awaitRequests(server, 1, 0);

      assertThat(inWork.isConnected()).isTrue();
      assertThat(staged.model.asked).hasSize(1);
    }
  }

  @Test
  void clientLeaves_inWork_theNextIsLetIn() throws Exception {
    Socket leaving = inWork();
    CompletableFuture<HttpResponse<byte[]>> next = server.ttsAsync(StagedSpeech.HELLO);
    StagedSpeech.awaitRequests(server, 1, 1);

    leaving.close();
    staged.speaking.take().complete(ToneModel.tone(1));

    assertThat(next.join().statusCode()).isEqualTo(200);
    StagedSpeech.awaitRequests(server, 0, 0);
  }

  @Test
  void timeLimit_waiting_is504AndGivesUpItsWait() throws Exception {
    StagedSpeech other = new StagedSpeech();
    try (LiveServer hasty = LiveServer.with(other.model, Map.of(
        "coqui.admission.in-work", "1", "coqui.request.time-limit", "1"))) {
      CompletableFuture<HttpResponse<byte[]>> inWork = hasty.ttsAsync(StagedSpeech.HELLO);
      other.speaking.take();
      HttpResponse<byte[]> waited = hasty.tts(StagedSpeech.HELLO);

      assertThat(waited.statusCode()).isEqualTo(504);
      assertThat(inWork.join().statusCode()).isEqualTo(504);
      StagedSpeech.awaitRequests(hasty, 0, 0);
    }
  }

  @Test
  void requests_endingInEveryWay_givePlacesBackOnce() throws Exception {
    ToneModel mixed = new ToneModel(chunk -> switch ((int) chunk.seed()) {
      case 0 -> CompletableFuture.supplyAsync(() -> ToneModel.tone(1));
      case 1 -> CompletableFuture.failedFuture(new SynthesisException("The model failed.", null));
      default -> new CompletableFuture<>();   // until the client leaves
    });
    try (LiveServer busy = LiveServer.with(mixed, Map.of(
        "coqui.admission.in-work", "2", "coqui.admission.waiting", "3"))) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        answers.add(busy.ttsAsync("{\"text\": \"Hello.\", \"seed\": %d}".formatted(i % 2)));
        StagedSpeech.client(busy, "{\"text\": \"Hello.\", \"seed\": 2}").close();
      }

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isIn(200, 500, 503));
      StagedSpeech.awaitRequests(busy, 0, 0);
    }
  }

  /** A client whose text is being spoken. */
  private Socket inWork() throws Exception {
    Socket client = StagedSpeech.client(server);
    staged.speaking.take();
    return client;
  }

  /** A client that waits for the one in work. */
  private Socket waiting() throws Exception {
    Socket client = StagedSpeech.client(server);
    StagedSpeech.awaitRequests(server, 1, 1);
    return client;
  }

  private HttpResponse<byte[]> cloned(MultipartBody form) {
    try {
      return server.clone(form);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String code(HttpResponse<byte[]> answer) throws Exception {
    return LiveServer.error(answer).path("code").asText();
  }
}
