package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.xtts.EngineListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real model whose queue holds exactly what may be let in. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoVoiceUnderLoadTest {

  private static final Map<String, String> NARROW = Map.of(
      "coqui.admission.in-work", "2", "coqui.speech.chunks-in-flight", "2", "coqui.engine.queue-capacity", "4");

  @TempDir
  private static Path cache;

  private final BlockingQueue<CompletableFuture<?>> spoken = new LinkedBlockingQueue<>();

  @Test
  void clientLeaves_manyChunksToGo_theirsAreCancelledAndOthersAreServed() throws Exception {
    try (LiveServer server = LiveServer.with(observed(), NARROW)) {
      Socket client = StagedSpeech.client(
          server, "{\"text\": \"%s\"}".formatted("One more sentence of a text that nobody will hear. ".repeat(300)));
      List<CompletableFuture<?>> begun = List.of(spoken.take(), spoken.take());
      client.close();
      StagedSpeech.awaitRequests(server, 0, 0);

      // Those that were spoken before the client was seen to leave are done; all others are cancelled.
      spoken.addAll(begun);
      assertThat(spoken).allSatisfy(chunk -> assertThat(cancelledOrDone(chunk)).isTrue());
      assertThat(spoken).anySatisfy(chunk -> assertThat(chunk).isCancelled());
      assertThat(server.tts(StagedSpeech.HELLO).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void tts_moreRequestsThanPlaces_allAreSpokenInTurn() throws Exception {
    try (LiveServer server = LiveServer.with(observed(), NARROW)) {
      String chunks = "Here is one more sentence of the text, and it is long enough to be a chunk of its own. ";
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        answers.add(server.ttsAsync("{\"text\": \"%s\"}".formatted(chunks.repeat(5))));
      }

      assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }
  }

  private static boolean cancelledOrDone(CompletableFuture<?> chunk) throws Exception {
    try {
      chunk.get(10, TimeUnit.SECONDS);
      return true;
    } catch (CancellationException cancelled) {
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    }
  }

  /** The demo voice; what it is asked to speak can be watched. */
  private SpeechModel observed() {
    CheckpointModel model = CheckpointModel.load("demo", DemoCheckpoint.unpack(cache), cache,
        Settings.load(NARROW).engine(), ConversionProgress.IGNORED, EngineListener.NONE);
    return (SpeechModel) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SpeechModel.class},
        (proxy, method, arguments) -> {
          try {
            Object answer = method.invoke(model, arguments);
            if (method.getName().equals("synthesize")) {
              spoken.add((CompletableFuture<?>) answer);
            }
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
