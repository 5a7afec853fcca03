package coqui.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.speech.MemoryExhaustedException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Memory that runs out in one step or another costs one request, and no more than that. */
@Timeout(60)
class OutOfMemoryTest {

  private static final int UNLUCKY_SEED = 13;
  private static final String UNLUCKY = "{\"text\": \"Hello.\", \"seed\": 13}";
  private static final String HELLO = "{\"text\": \"Hello.\", \"seed\": 1}";

  @Test
  void tts_deviceOutOfMemory_is500AndTheNextRequestWorks() throws Exception {
    checkFailureOf(UNLUCKY, singing(() ->
        CompletableFuture.failedFuture(new MemoryExhaustedException(new OutOfMemoryError("of the device")))));
  }

  @Test
  void tts_outOfMemoryWhileTheChunkIsHandedOver_is500AndTheNextRequestWorks() throws Exception {
    checkFailureOf(UNLUCKY, singing(() -> {
      throw new OutOfMemoryError("Java heap space");
    }));
  }

  @Test
  void tts_outOfMemoryWhilePlanning_is500AndTheNextRequestWorks() throws Exception {
    checkFailureOf("{\"text\": \"Too much for us.\"}", ToneModel.planning(text -> {
      if (text.startsWith("Too much")) {
        throw new OutOfMemoryError("Java heap space");
      }
    }));
  }

  /** Nine million samples at 100 Hz need 7.9 GB at 22.05 kHz, which the heap of this JVM does not have. */
  @Test
  void tts_resamplingBeyondTheHeap_is500AndTheNextRequestWorks() throws Exception {
    checkFailureOf(UNLUCKY, singing(() ->
        CompletableFuture.completedFuture(new AudioClip(new float[9_000_000], 100))));
  }

  /** The chunks share their 80 MB; joined they would need more than the heap has. */
  @Test
  void tts_joiningBeyondTheHeap_is500AndTheNextRequestWorks() throws Exception {
    AudioClip long20MillionSamples = new AudioClip(new float[20_000_000], ToneModel.RATE);
    ToneModel model = new ToneModel(chunk -> CompletableFuture.completedFuture(
        chunk.sampling().greedy() ? long20MillionSamples : ToneModel.tone(1)));
    int chunks = 60;

    checkFailureOf("{\"temperature\": 0, \"normalize\": false, \"text\": \"%s\"}".formatted(
        "This is one more sentence that is long enough to be a chunk of its own, nearly at any rate. ".repeat(chunks)),
        model);
    assertThat(model.asked).hasSizeGreaterThan(chunks / 2);
  }

  private static ToneModel singing(Supplier<CompletableFuture<AudioClip>> whenUnlucky) {
    return new ToneModel(chunk -> chunk.seed() == UNLUCKY_SEED
        ? whenUnlucky.get()
        : CompletableFuture.completedFuture(ToneModel.tone(1)));
  }

  private static void checkFailureOf(String request, ToneModel model) throws Exception {
    try (LiveServer server = LiveServer.with(model)) {
      HttpResponse<byte[]> failed = server.tts(request);
      HttpResponse<byte[]> next = server.tts(HELLO);

      assertThat(failed.statusCode()).as(() -> new String(failed.body())).isEqualTo(500);
      assertThat(LiveServer.error(failed).path("code").asText()).isEqualTo("out_of_memory");
      assertThat(LiveServer.error(failed).path("message").asText()).contains("shorter parts");
      assertThat(next.statusCode()).isEqualTo(200);
    }
  }
}
