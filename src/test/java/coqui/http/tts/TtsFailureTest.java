package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.EngineBusyException;
import coqui.speech.ModelLoadException;
import coqui.speech.SynthesisException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a client hears while there is no model, or when the model fails. */
class TtsFailureTest {

  private static final String HELLO = "{\"text\": \"Hello.\"}";

  @Test
  void tts_whileTheModelLoads_is503AndWorksAfterwards() throws Exception {
    CompletableFuture<SpeechModel> model = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(model::join, Map.of())) {
      HttpResponse<byte[]> early = server.tts(HELLO);
      model.complete(new ToneModel());
      server.loading().join();
      HttpResponse<byte[]> later = server.tts(HELLO);

      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.headers().firstValue("Retry-After")).contains("5");
      assertThat(LiveServer.error(early).path("code").asText()).isEqualTo("model_loading");
      assertThat(later.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tts_wrongRequestWhileTheModelLoads_isToldSo() throws Exception {
    CompletableFuture<SpeechModel> model = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(model::join, Map.of())) {
      HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"top_p\": 2}");
      model.complete(new ToneModel());

      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("invalid_top_p");
    }
  }

  @Test
  void tts_modelThatCannotBeLoaded_is500WithTheReason() throws Exception {
    ModelLoadException reason = new ModelLoadException(Path.of("/models/model.pth"), "the file is truncated");
    try (LiveServer server = new LiveServer(() -> { throw reason; }, Map.of())) {
      server.loading().handle((model, failure) -> null).join();
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("model_load_failed");
      assertThat(LiveServer.error(answer).path("message").asText())
          .isEqualTo("/models/model.pth: the file is truncated");
    }
  }

  @Test
  void tts_missingNativeLibrary_is500WithTheReason() throws Exception {
    try (LiveServer server = new LiveServer(() -> { throw new UnsatisfiedLinkError("no torch here"); }, Map.of())) {
      server.loading().handle((model, failure) -> null).join();
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("model_load_failed");
      assertThat(LiveServer.error(answer).path("message").asText()).contains("no torch here");
    }
  }

  @Test
  void tts_inferenceFailure_is500AndTheNextRequestWorks() throws Exception {
    ToneModel model = new ToneModel(chunk -> chunk.seed() == 13
        ? CompletableFuture.failedFuture(new SynthesisException("The model failed.", new IllegalStateException("device")))
        : CompletableFuture.completedFuture(ToneModel.tone(1)));
    try (LiveServer server = LiveServer.with(model)) {
      HttpResponse<byte[]> failed = server.tts("{\"text\": \"Hello.\", \"seed\": 13}");
      HttpResponse<byte[]> next = server.tts(HELLO);

      assertThat(failed.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(failed).path("code").asText()).isEqualTo("inference_failed");
      assertThat(next.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tts_unforeseenFailure_is500WithoutInnerDetails() throws Exception {
    ToneModel model = new ToneModel(chunk -> CompletableFuture.failedFuture(new IllegalStateException("secret path")));
    try (LiveServer server = LiveServer.with(model)) {
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("internal_error");
      assertThat(new String(answer.body())).doesNotContain("secret");
    }
  }

  @Test
  void tts_fullQueue_is503WithRetryAfter() throws Exception {
    EngineBusyException full = new EngineBusyException(3, "coqui.engine.queue-capacity");
    ToneModel model = new ToneModel(chunk -> CompletableFuture.failedFuture(new CompletionException(full)));
    try (LiveServer server = LiveServer.with(model)) {
      HttpResponse<byte[]> answer = server.tts(HELLO);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("2");
      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("overloaded");
    }
  }

  @Test
  void tts_whileTheServerStops_inWorkIsFinishedAndNewIs503() throws Exception {
    CompletableFuture<AudioClip> inWork = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    ToneModel model = new ToneModel(chunk -> {
      begun.countDown();
      return chunk.seed() == 1 ? inWork : CompletableFuture.completedFuture(ToneModel.tone(1));
    });
    LiveServer server = LiveServer.with(model);
    CompletableFuture<HttpResponse<byte[]>> first = server.ttsAsync("{\"text\": \"Hello.\", \"seed\": 1}");
    begun.await();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

    HttpResponse<byte[]> late = server.tts(HELLO);
    while (late.statusCode() == 200) {   // until the stop has begun
      late = server.tts(HELLO);
    }
    inWork.complete(ToneModel.tone(1));

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
    assertThat(LiveServer.error(late).path("code").asText()).isEqualTo("shutting_down");
    assertThat(first.join().statusCode()).isEqualTo(200);
    stopped.join();
  }

  @Test
  void tts_notDoneWhenTheServersTimeToStopIsOver_is503InJsonAndItsWorkIsGivenUp() throws Exception {
    CompletableFuture<AudioClip> endless = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    ToneModel model = new ToneModel(chunk -> {
      begun.countDown();
      return endless;
    });
    LiveServer server = LiveServer.with(model, Map.of("camel.main.shutdown-timeout", "1"));
    CompletableFuture<HttpResponse<byte[]>> inWork = server.ttsAsync(HELLO);
    begun.await();
    server.close();
    HttpResponse<byte[]> answer = inWork.join();

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("shutting_down");
    assertThat(LiveServer.error(answer).path("request_id").asText())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
    assertThat(endless).isCancelled();
  }

  @Test
  void tts_oneChunkFails_theOthersAreGivenUp() throws Exception {
    CompletableFuture<AudioClip> endless = new CompletableFuture<>();
    ToneModel model = new ToneModel(chunk -> chunk.seed() == 0
        ? endless
        : CompletableFuture.failedFuture(new SynthesisException("The model failed.", null)));
    try (LiveServer server = LiveServer.with(model)) {
      String manyChunks = "One more sentence. ".repeat(40);
      HttpResponse<byte[]> answer = server.tts("{\"seed\": 0, \"text\": \"%s\"}".formatted(manyChunks));

      assertThat(LiveServer.error(answer).path("code").asText()).isEqualTo("inference_failed");
      // By the thread that saw the failure first, while another may have answered already
      assertThat(endless).failsWithin(Duration.ofSeconds(20)).withThrowableThat().isInstanceOf(CancellationException.class);
      assertThat(model.asked.size()).isLessThanOrEqualTo(8);
    }
  }
}
