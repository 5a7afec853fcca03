package coqui.http.voices;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.http.MultipartBody;
import coqui.metrics.Exposition;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sends the same recordings again finds their voice learned. */
class VoiceCacheTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/reference/xtts/references");

  private static byte[] one;
  private static byte[] other;

  private final ToneModel model = new ToneModel();
  private LiveServer server;

  @BeforeAll
  static void read() throws IOException {
    one = Files.readAllBytes(RECORDINGS.resolve("voice-a-22k.wav"));
    other = Files.readAllBytes(RECORDINGS.resolve("voice-b-44k-stereo-24bit.wav"));
  }

  @BeforeEach
  void start() throws Exception {
    server = LiveServer.with(model);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> clone(MultipartBody form) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = server.clone(form);
    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    return answer;
  }

  private static MultipartBody saying(String text) {
    return new MultipartBody().text("text", text);
  }

  @Test
  void clone_sameRecordingsAgain_areHeardOnce() throws Exception {
    HttpResponse<byte[]> first = clone(saying("Hello.").file("reference_audio", one));
    HttpResponse<byte[]> second = clone(saying("Good bye.").file("reference_audio", one));

    assertThat(model.voicesLearned).hasValue(1);
    assertThat(second.headers().firstValue("X-Reference-Warnings"))
        .isEqualTo(first.headers().firstValue("X-Reference-Warnings"));
    assertThat(model.asked).extracting(chunk -> chunk.voice().speakerEmbedding()[0]).hasSize(2).containsOnly(
        model.asked.peek().voice().speakerEmbedding()[0]);
  }

  @Test
  void clone_sameRecordingsAgain_areCountedAsAMissAndAHit() throws Exception {
    clone(saying("Hello.").file("reference_audio", one));
    clone(saying("Good bye.").file("reference_audio", one));

    Exposition metrics = server.metrics();
    assertThat(metrics.value("coqui_cache_requests_total", Map.of("cache", "voice", "result", "miss"))).isEqualTo(1);
    assertThat(metrics.value("coqui_cache_requests_total", Map.of("cache", "voice", "result", "hit"))).isEqualTo(1);
  }

  @Test
  void clone_anotherRecording_isHeard() throws Exception {
    clone(saying("Hello.").file("reference_audio", one));
    clone(saying("Hello.").file("reference_audio", other));

    assertThat(model.voicesLearned).hasValue(2);
  }

  @Test
  void clone_sameRecordingAsBaseToo_isAnotherVoice() throws Exception {
    clone(saying("Hello.").file("reference_audio", one).file("reference_audio", other));
    clone(saying("Hello.").file("reference_audio", one).file("base_audio", other));

    assertThat(model.voicesLearned).hasValue(3);
  }

  @Test
  void clone_noVoicesKept_areHeardEachTime() throws Exception {
    ToneModel forgetful = new ToneModel();
    try (LiveServer without = LiveServer.with(forgetful, Map.of("coqui.voice-cache.voices", "0"))) {
      without.clone(saying("Hello.").file("reference_audio", one));
      without.clone(saying("Hello.").file("reference_audio", one));
    }

    assertThat(forgetful.voicesLearned).hasValue(2);
  }
}
