package coqui.http.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.speech.SpeechCreateParams.ResponseFormat;
import com.openai.models.audio.speech.SpeechCreateParams.StreamFormat;
import com.openai.models.models.Model;
import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client for Java, unmodified but for the address. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class OpenAiClientTest {

  private static final String KEY = "a-key-that-is-long-enough";
  private static final String ENDPOINT = ParseOpenAiSpeech.PATH;

  private static OpenAIClient client(LiveServer server, int retries) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(server.request("/v1").build().uri().toString())
        .apiKey(KEY)
        .maxRetries(retries)
        .build();
  }

  private static SpeechCreateParams.Builder hello() {
    return SpeechCreateParams.builder().model("gpt-4o-mini-tts").voice("alloy").input("Hello.");
  }

  private static byte[] spoken(OpenAIClient client, SpeechCreateParams params) throws IOException {
    try (HttpResponse answer = client.audio().speech().create(params); InputStream body = answer.body()) {
      return body.readAllBytes();
    }
  }

  private static double answers(LiveServer server, int status) throws Exception {
    return server.metrics().value(
        "coqui_requests_total", Map.of("endpoint", ENDPOINT, "status", Integer.toString(status)));
  }

  /** Returns when the server has given this many such answers. */
  private static void awaitAnswers(LiveServer server, int status, int count) throws Exception {
    while (answers(server, status) < count) {
      Thread.onSpinWait();
    }
  }

  @ParameterizedTest
  @CsvSource({"mp3, fff3", "opus, 4f676753", "aac, fff1", "flac, 664c6143", "wav, 52494646"})
  void create_format_isThatFile(String format, String beginning) throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      byte[] file = spoken(client(server, 0), hello().responseFormat(ResponseFormat.of(format)).build());

      assertThat(file).startsWith(HexFormat.of().parseHex(beginning)).hasSizeGreaterThan(500);
    }
  }

  @Test
  void create_pcm_isTheSamplesWithTheHeadersOfTheAnswer() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel());
        HttpResponse answer = client(server, 0).audio().speech()
            .create(hello().responseFormat(ResponseFormat.PCM).speed(1.2).build())) {
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.requestId()).isPresent();
      assertThat(answer.headers().values("X-Sample-Rate")).containsExactly("24000");
      assertThat(answer.body().readAllBytes()).hasSize(12_000 * Short.BYTES);
    }
  }

  @Test
  void create_streamed_bringsSoundBeforeAllOfItIsSpoken() throws Exception {
    AtomicInteger chunks = new AtomicInteger();
    CompletableFuture<AudioClip> others = new CompletableFuture<>();
    ToneModel slow = new ToneModel(chunk -> chunks.getAndIncrement() == 0
        ? CompletableFuture.completedFuture(ToneModel.tone(1))
        : others.copy());
    String twoChunks = "This is one of several sentences that are too long to be one chunk together. ".repeat(5);
    try (LiveServer server = LiveServer.with(slow);
        HttpResponse answer = client(server, 0).audio().speech()
            .create(hello().input(twoChunks).responseFormat(ResponseFormat.PCM).build())) {
      assertThat(answer.body().readNBytes(1_000)).hasSize(1_000);
      assertThat(others).isNotDone();

      others.complete(ToneModel.tone(1));
      assertThat(answer.body().readAllBytes()).hasSizeGreaterThan(20_000);
    }
  }

  @Test
  void create_asEvents_bringsDeltasAndWhatTheyTook() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      String events = new String(spoken(client(server, 0),
          hello().responseFormat(ResponseFormat.PCM).streamFormat(StreamFormat.SSE).build()), StandardCharsets.UTF_8);

      assertThat(events).startsWith("data: {\"type\":\"speech.audio.delta\",\"audio\":\"")
          .contains("data: {\"type\":\"speech.audio.done\",\"usage\":{\"input_tokens\":");
    }
  }

  @Test
  void create_extensions_passAsAdditionalProperties() throws Exception {
    ToneModel model = new ToneModel();
    try (LiveServer server = LiveServer.with(model)) {
      spoken(client(server, 0), hello().instructions("Loud!")
          .putAdditionalBodyProperty("seed", JsonValue.from(7))
          .putAdditionalBodyProperty("language", JsonValue.from("de")).build());

      assertThat(model.asked).first().satisfies(chunk -> assertThat(chunk.seed()).isEqualTo(7));
    }
  }

  @Test
  void models_areListedAndFound() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      OpenAIClient client = client(server, 0);

      assertThat(client.models().list().data()).extracting(Model::id).contains("xtts_v2", "tts-1");
      assertThat(client.models().retrieve("tts-1").ownedBy()).isEqualTo("coqui");
      assertThatThrownBy(() -> client.models().retrieve("nobody")).isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void create_wrongRequest_isABadRequestThatNamesTheField() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel())) {
      BadRequestException refused = catchThrowableOfType(BadRequestException.class,
          () -> spoken(client(server, 2), hello().voice("nobody").build()));

      assertThat(refused.code()).contains("invalid_speaker");
      assertThat(refused.param()).contains("voice");
      assertThat(refused.type()).contains("invalid_request_error");
      assertThat(refused).hasMessageContaining("There is no speaker 'nobody'");
      assertThat(answers(server, 400)).isEqualTo(1);   // not asked again
    }
  }

  @Test
  void create_wrongKey_isUnauthorized() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.api-keys", "another-key-long-enough"))) {
      assertThatThrownBy(() -> spoken(client(server, 2), hello().build())).isInstanceOf(UnauthorizedException.class);
    }
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.api-keys", KEY))) {
      assertThat(spoken(client(server, 0), hello().build())).isNotEmpty();
    }
  }

  @Test
  void create_tooOften_isARateLimitOrWaits() throws Exception {
    Map<String, String> oneASecond =
        Map.of("coqui.rate-limit.requests-per-minute", "60", "coqui.rate-limit.burst", "1");
    try (LiveServer server = LiveServer.with(new ToneModel(), oneASecond)) {
      OpenAIClient hasty = client(server, 0);
      assertThatThrownBy(() -> {
        for (int i = 0; i < 100; i++) {
          spoken(hasty, hello().build());
        }
      }).isInstanceOf(RateLimitException.class);

      for (int i = 0; i < 3; i++) {
        assertThat(spoken(client(server, 5), hello().build())).isNotEmpty();
      }
      assertThat(answers(server, 429)).isGreaterThan(1);
    }
  }

  @Test
  void create_overloaded_asksAgainAndIsSpoken() throws Exception {
    StagedSpeech staged = new StagedSpeech();
    try (LiveServer server = LiveServer.with(
        staged.model, Map.of("coqui.admission.in-work", "1", "coqui.admission.waiting", "0"))) {
      CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> unchecked(client(server, 0)));
      CompletableFuture<AudioClip> inWork = staged.speaking.take();
      CompletableFuture<byte[]> second = CompletableFuture.supplyAsync(() -> unchecked(client(server, 5)));
      awaitAnswers(server, 503, 1);

      inWork.complete(ToneModel.tone(1));
      assertThat(first.join()).isNotEmpty();
      staged.speaking.take().complete(ToneModel.tone(1));
      assertThat(second.join()).isNotEmpty();
    }
  }

  @Test
  void create_modelStillLoading_asksAgainUntilItIsThere() throws Exception {
    CompletableFuture<coqui.pipeline.SpeechModel> loaded = new CompletableFuture<>();
    try (LiveServer server = new LiveServer(loaded::join, Map.of())) {
      CompletableFuture<byte[]> asked = CompletableFuture.supplyAsync(() -> unchecked(client(server, 5)));
      awaitAnswers(server, 503, 1);
      loaded.complete(new ToneModel());

      assertThat(asked.join()).isNotEmpty();
    }
  }

  @Test
  void create_modelCannotBeLoaded_isAskedForOnce() throws Exception {
    try (LiveServer server = new LiveServer(() -> {
      throw new ModelLoadException(Path.of("model.pth"), "the file is truncated");
    }, Map.of())) {
      server.loading().handle((model, failure) -> null).join();
      InternalServerException failed = catchThrowableOfType(InternalServerException.class,
          () -> spoken(client(server, 2), hello().build()));

      assertThat(failed.code()).contains("model_load_failed");
      assertThat(answers(server, 500)).isEqualTo(1);
    }
  }

  private static byte[] unchecked(OpenAIClient client) {
    try {
      return spoken(client, hello().build());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
