package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.HeardSound;
import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.http.tts.StagedStream.Spoken;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.telemetry.CapturedLog;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client gets, and what is left behind, when the encoder or the client fails; the processes are of ffmpeg. */
@Timeout(120)
class EncoderFailureTest {

  private static final String WHOLE = "{\"text\": \"Hello.\", \"output_format\": \"opus\", \"normalize\": false}";
  private static final String STREAMED = "{\"text\": \"Hello.\", \"output_format\": \"mp3\", \"stream\": true}";
  private static final String MP3_HEAD = "content-type: audio/mpeg";

  /** Seconds of work for the encoder. */
  private static final AudioClip FIVE_MINUTES = fiveMinutes();

  private final StagedStream staged = new StagedStream();
  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void nothingIsLeftBehind() {
    log.close();
    assertThat(encoders()).isEmpty();
  }

  private static AudioClip fiveMinutes() {
    float[] samples = new float[300 * ToneModel.RATE];
    float[] tone = ToneModel.tone(9).samples();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = tone[i % tone.length];
    }
    return new AudioClip(samples, ToneModel.RATE);
  }

  private static LiveServer longWinded(Map<String, String> options) throws Exception {
    return LiveServer.with(new ToneModel(chunk -> CompletableFuture.completedFuture(FIVE_MINUTES)), options);
  }

  private static List<ProcessHandle> encoders() {
    return ProcessHandle.current().children()
        .filter(process -> process.isAlive() && process.info().command().orElse("").endsWith("ffmpeg"))
        .toList();
  }

  private static ProcessHandle awaitEncoder() {
    List<ProcessHandle> running;
    do {
      assertThat(Thread.interrupted()).as("time is up").isFalse();
      running = encoders();
    } while (running.isEmpty());
    return running.get(0);
  }

  private static void awaitNoEncoder() {
    while (!encoders().isEmpty()) {
      assertThat(Thread.interrupted()).as("time is up").isFalse();
    }
  }

  private static Spoken begun(StagedStream staged, Socket client) throws Exception {
    Spoken spoken = staged.speaking.take();
    spoken.listener().heard(ToneModel.tone(9).samples());
    assertThat(StagedStream.readUntil("\r\n\r\n", client.getInputStream()).toLowerCase(Locale.ROOT)).contains(MP3_HEAD);
    return spoken;
  }

  @Test
  void whole_encoderThatIsKilled_isAnErrorAndTheNextIsAnswered() throws Exception {
    try (LiveServer server = longWinded(Map.of())) {
      CompletableFuture<HttpResponse<byte[]>> answer = server.ttsAsync(WHOLE);
      awaitEncoder().destroyForcibly();

      assertThat(answer.get().statusCode()).isEqualTo(500);
      assertThat(LiveServer.errorCode(answer.get())).isEqualTo("encoding_failed");
      assertThat(answer.get().headers().map().keySet()).doesNotContain("x-sample-rate", "x-duration-sec");
      assertThat(log.json("The request failed").path("stack_trace").asText()).contains("ffmpeg ended with 137");
      assertThat(server.tts(WHOLE.replace("opus", "aac")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whole_encoderThatTakesTooLong_isAnErrorThatNamesTheSetting() throws Exception {
    try (LiveServer server = longWinded(Map.of("coqui.encoding.time-limit", "1"))) {
      HttpResponse<byte[]> answer = server.tts(WHOLE);

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(LiveServer.error(answer).path("message").asText())
          .isEqualTo("The sound could not be encoded as opus within 1.0 s (coqui.encoding.time-limit).");
    }
  }

  @Test
  void whole_requestWhoseTimeIsOver_endsTheEncoder() throws Exception {
    try (LiveServer server = longWinded(Map.of("coqui.request.time-limit", "2"))) {
      assertThat(LiveServer.errorCode(server.tts(WHOLE))).isEqualTo("request_timeout");

      awaitNoEncoder();
    }
  }

  @Test
  void whole_clientThatLeaves_endsTheEncoder() throws Exception {
    try (LiveServer server = longWinded(Map.of())) {
      Socket client = StagedSpeech.client(server, WHOLE);
      awaitEncoder();
      client.close();

      awaitNoEncoder();
      StagedSpeech.awaitRequests(server, 0, 0);
    }
  }

  @Test
  void whole_manyAtOnce_haveNoMoreEncodersThanAreAllowed() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.encoding.at-a-time", "2"))) {
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(server.ttsAsync(WHOLE));
      }
      CompletableFuture<Void> all = CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
      int most = 0;
      while (!all.isDone()) {
        most = Math.max(most, encoders().size());
      }

      assertThat(most).isBetween(1, 2);
      for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
        assertThat(HeardSound.in(answer.get().body()).seconds()).isEqualTo(0.5);
      }
    }
  }

  @Test
  void streamed_encoderThatIsKilled_breaksTheAnswerOffAndIsLoggedAndTheNextIsAnswered() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model); Socket client = StagedSpeech.client(server, STREAMED)) {
      Spoken spoken = begun(staged, client);
      ProcessHandle encoder = awaitEncoder();
      encoder.destroyForcibly();
      encoder.onExit().get();   // until then its pipe may still take what is heard next
      spoken.listener().heard(ToneModel.tone(9).samples());

      assertThat(StagedStream.rest(client.getInputStream())).doesNotContain(StagedStream.LAST_CHUNK);
      assertThat(log.json("tts.inference.failed").path("error").asText()).isEqualTo("encoding_failed");
      spoken.awaitCancelled();
      CompletableFuture<HttpResponse<byte[]>> next = server.ttsAsync(STREAMED);
      Spoken again = staged.speaking.take();
      again.listener().heard(ToneModel.tone(9).samples());
      again.answer().complete(ToneModel.tone(9));
      assertThat(HeardSound.in(next.get().body()).seconds()).isBetween(0.5, 0.7);
    }
  }

  @Test
  void streamed_requestThatFailsBeforeTheFirstSound_isAnErrorWithoutTheHeadersOfSound() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model)) {
      CompletableFuture<HttpResponse<byte[]>> answer = server.ttsAsync(STREAMED);
      staged.speaking.take().answer().completeExceptionally(new IllegalStateException("broken"));

      assertThat(answer.get().statusCode()).isEqualTo(500);
      assertThat(answer.get().headers().map().keySet()).doesNotContain("x-sample-rate");
    }
  }

  @Test
  void streamed_modelThatFails_endsTheEncoder() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model); Socket client = StagedSpeech.client(server, STREAMED)) {
      Spoken spoken = begun(staged, client);
      spoken.answer().completeExceptionally(new IllegalStateException("broken"));

      assertThat(StagedStream.rest(client.getInputStream())).doesNotContain(StagedStream.LAST_CHUNK);
      awaitNoEncoder();
    }
  }

  @Test
  void streamed_clientThatLeaves_endsTheEncoder() throws Exception {
    try (LiveServer server = LiveServer.with(staged.model)) {
      Socket client = StagedSpeech.client(server, STREAMED);
      Spoken spoken = begun(staged, client);
      client.close();

      awaitNoEncoder();
      spoken.awaitCancelled();
      StagedSpeech.awaitRequests(server, 0, 0);
    }
  }

  @Test
  void streamed_clientThatTakesNothing_isGivenUpAndTheEncoderEnded() throws Exception {
    String flac = STREAMED.replace("mp3", "flac").replace("true", "true, \"normalize\": false");
    Random random = new Random(1);
    float[] noise = new float[10_000_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    try (LiveServer server = LiveServer.with(staged.model, Map.of("coqui.server.stall-limit", "1"));
        Socket client = StagedSpeech.client(server, flac)) {
      Spoken spoken = staged.speaking.take();
      spoken.listener().heard(noise);

      spoken.awaitCancelled();
      awaitNoEncoder();
      StagedSpeech.awaitRequests(server, 0, 0);
      assertThat(client.isClosed()).isFalse();
    }
  }
}
