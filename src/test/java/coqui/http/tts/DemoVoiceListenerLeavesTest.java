package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.Settings;
import coqui.checkpoint.ConversionProgress;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import coqui.http.StagedSpeech;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.speech.SoundListener;
import coqui.xtts.EngineListener;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real model, and a client that leaves while it listens. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DemoVoiceListenerLeavesTest {

  private static final String LONG = "{\"stream\": true, \"text\": \"%s\"}".formatted(
      "One more sentence of a text that nobody will hear to its end, for the listener is about to leave. ".repeat(50));

  @TempDir
  private static Path cache;

  private final BlockingQueue<CompletableFuture<?>> spoken = new LinkedBlockingQueue<>();
  private final AtomicLong samples = new AtomicLong();

  @Test
  void listenerLeaves_inTheMiddle_theEngineStopsAndThePlaceIsFree() throws Exception {
    try (LiveServer server = LiveServer.with(observed())) {
      Socket client = StagedSpeech.client(server, LONG);
      readSomeSound(client.getInputStream());
      client.close();
      StagedSpeech.awaitRequests(server, 0, 0);

      assertThat(spoken).isNotEmpty().hasSizeLessThan(10);   // of the text's 25 or more
      assertThat(spoken).anySatisfy(DemoVoiceListenerLeavesTest::assertCancelled);
      // The engine takes turns with all that it has: what it speaks now is all.
      long heard = samples.get();
      assertThat(server.tts("{\"text\": \"Hello there, how are you today?\"}").statusCode()).isEqualTo(200);
      assertThat(samples.get() - heard).as("samples of one window at most").isLessThanOrEqualTo(24_000);
    }
  }

  private static void readSomeSound(InputStream answer) throws Exception {
    assertThat(answer.readNBytes(20_000)).hasSize(20_000);
  }

  private static void assertCancelled(CompletableFuture<?> chunk) {
    assertThatThrownBy(() -> chunk.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
  }

  /** The demo voice; what it is asked to stream, and what of it is heard, can be watched. */
  @SuppressWarnings("unchecked")   // so SpeechModel declares it
  private SpeechModel observed() {
    CheckpointModel model = CheckpointModel.load("demo", DemoCheckpoint.unpack(cache), cache,
        Settings.load(Map.of()).engine(), ConversionProgress.IGNORED, EngineListener.NONE);
    return (SpeechModel) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SpeechModel.class},
        (proxy, method, arguments) -> {
          boolean streams = method.getName().equals("stream");
          if (streams) {
            SoundListener listener = (SoundListener) arguments[2];
            arguments[2] = (SoundListener) heard -> {
              samples.addAndGet(heard.length);
              listener.heard(heard);
            };
          }
          try {
            Object answer = method.invoke(model, arguments);
            if (streams) {
              spoken.add((CompletableFuture<?>) answer);
            }
            return answer;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
