package coqui.http.tts;

import static coqui.http.tts.StagedStream.LAST_CHUNK;
import static coqui.http.tts.StagedStream.rest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.http.tts.StagedStream.Spoken;
import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speech.SynthesisException;
import coqui.telemetry.CapturedLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a streamed answer ends that does not end well. */
@Timeout(60)
class StreamEndTest {

  private static final String REQUEST = "{\"text\": \"Hello.\", \"stream\": true}";

  private final StagedStream staged = new StagedStream();
  private final BlockingQueue<Spoken> speaking = staged.speaking;
  private final SpeechModel model = staged.model;
  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void release() {
    log.close();
  }

  private static String readUntilWav(InputStream answer) throws IOException {
    return StagedStream.readUntil("WAVE", answer);
  }

  @Test
  void failure_beforeTheFirstSound_isAnErrorAsEveryOther() throws Exception {
    try (LiveServer server = LiveServer.with(model); Socket client = StagedSpeech.client(server, REQUEST)) {
      speaking.take().answer().completeExceptionally(new SynthesisException("The model failed.", null));
      byte[] head = client.getInputStream().readNBytes(12);

      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 500");
    }
  }

  @Test
  void failure_afterTheFirstSound_breaksTheAnswerOffAndIsLogged() throws Exception {
    try (LiveServer server = LiveServer.with(model); Socket client = StagedSpeech.client(server, REQUEST)) {
      Spoken spoken = speaking.take();
      spoken.listener().heard(ToneModel.tone(9).samples());
      String begun = readUntilWav(client.getInputStream());
      spoken.answer().completeExceptionally(new SynthesisException("The model failed.", null));

      assertThat(begun).startsWith("HTTP/1.1 200").contains("chunked");
      assertThat(rest(client.getInputStream())).doesNotContain(LAST_CHUNK);
      JsonNode failed = log.json("tts.inference.failed");
      assertThat(failed.path("error").asText()).isEqualTo("inference_failed");
      assertThat(failed.path("request_id").asText()).isNotEmpty();
      JsonNode access = log.json("http.request");
      assertThat(access.path("status").asInt()).isEqualTo(200);
      assertThat(access.path("error").asText()).isEqualTo("inference_failed");
      assertThat(access.path("bytes").asInt()).isGreaterThan(1_000);
    }
  }

  @Test
  void failure_afterTheFirstSound_isCountedAsThat() throws Exception {
    try (LiveServer server = LiveServer.with(model); Socket client = StagedSpeech.client(server, REQUEST)) {
      Spoken spoken = speaking.take();
      spoken.listener().heard(ToneModel.tone(9).samples());
      readUntilWav(client.getInputStream());
      spoken.answer().completeExceptionally(new SynthesisException("The model failed.", null));
      rest(client.getInputStream());

      assertThat(statusesOfSpeech(server)).containsExactly("500");
    }
  }

  /** As the metrics have them, as soon as there are any: an answer is counted when it is over. */
  private static List<String> statusesOfSpeech(LiveServer server) throws Exception {
    List<String> statuses;
    do {
      statuses = server.metrics().all("coqui_requests_total", Map.of("endpoint", "/tts")).stream()
          .map(answers -> answers.labels().get("status")).toList();
    } while (statuses.isEmpty());
    return statuses;
  }

  @Test
  void timeLimit_afterTheFirstSound_breaksTheAnswerOff() throws Exception {
    try (LiveServer server = LiveServer.with(model, Map.of("coqui.request.time-limit", "1"));
        Socket client = StagedSpeech.client(server, REQUEST)) {
      Spoken spoken = speaking.take();
      spoken.listener().heard(ToneModel.tone(9).samples());
      readUntilWav(client.getInputStream());

      assertThat(rest(client.getInputStream())).doesNotContain(LAST_CHUNK);
      assertThat(log.json("http.request").path("error").asText()).isEqualTo("request_timeout");
      spoken.awaitCancelled();
    }
  }

  @Test
  void clientLeaves_afterTheFirstSound_theModelIsToldToStop() throws Exception {
    try (LiveServer server = LiveServer.with(model)) {
      Socket client = StagedSpeech.client(server, REQUEST);
      Spoken spoken = speaking.take();
      spoken.listener().heard(ToneModel.tone(9).samples());
      readUntilWav(client.getInputStream());
      client.close();

      spoken.awaitCancelled();
      assertThat(log.json("http.request").path("client_left").asBoolean()).isTrue();
      StagedSpeech.awaitRequests(server, 0, 0);
    }
  }

  @Test
  void clientThatTakesNothing_isGivenUpAfterTheStallLimit() throws Exception {
    try (LiveServer server = LiveServer.with(model, Map.of("coqui.server.stall-limit", "1"));
        Socket client = StagedSpeech.client(server, REQUEST)) {
      Spoken spoken = speaking.take();
      spoken.listener().heard(new float[10_000_000]);

      spoken.awaitCancelled();
      StagedSpeech.awaitRequests(server, 0, 0);
      assertThat(client.isClosed()).isFalse();
    }
  }

  @Test
  void spokenText_tellsTheLogWhenItsFirstSoundWasThere() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel()); Socket client = StagedSpeech.client(server, REQUEST)) {
      readUntilWav(client.getInputStream());

      JsonNode done = log.json("tts.inference.done");
      assertThat(done.path("first_audio_milliseconds").isNumber()).isTrue();
      assertThat(done.path("audio_seconds").asDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void answerThatHasEnded_isInTheLogOnceWithTheNameOfItsRequest() throws Exception {
    try (LiveServer server = LiveServer.with(new ToneModel()); Socket client = StagedSpeech.client(server, REQUEST)) {
      readUntilWav(client.getInputStream());

      JsonNode access = log.json("http.request");
      assertThat(access.path("status").asInt()).isEqualTo(200);
      assertThat(access.path("request_id").asText()).isNotEmpty();
    }
  }
}
