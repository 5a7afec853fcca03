package coqui.http;

import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** A model that speaks a chunk when a test says so, and clients that may leave. */
public final class StagedSpeech {

  public static final String HELLO = "{\"text\": \"Hello.\"}";

  /** Chunks that the model was asked to speak, in order; complete one, and it is spoken. */
  public final BlockingQueue<CompletableFuture<AudioClip>> speaking = new LinkedBlockingQueue<>();

  public final ToneModel model = new ToneModel(chunk -> {
    CompletableFuture<AudioClip> clip = new CompletableFuture<>();
    speaking.add(clip);
    return clip;
  });

  /** {@code model}, but one of its methods answers otherwise. */
  public static SpeechModel answering(SpeechModel model, String methodName, Supplier<?> answer) {
    return (SpeechModel) Proxy.newProxyInstance(
        StagedSpeech.class.getClassLoader(),
        new Class<?>[] {SpeechModel.class},
        (proxy, method, arguments) ->
            method.getName().equals(methodName) ? answer.get() : method.invoke(model, arguments));
  }

  /** A client that has asked to have {@link #HELLO} spoken; closing the socket is leaving. */
  public static Socket client(LiveServer server) throws IOException {
    return client(server, HELLO);
  }

  /** The same with another body, in ASCII. */
  public static Socket client(LiveServer server, String json) throws IOException {
    Socket client = new Socket("127.0.0.1", server.request("/").build().uri().getPort());
    client.getOutputStream().write(("POST /tts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Content-Length: " + json.length() + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII));
    return client;
  }

  /** Returns when {@code GET /health} tells of these numbers. */
  public static void awaitRequests(LiveServer server, int inWork, int waiting) throws Exception {
    String wanted = "\"requests\":{\"in_work\":%d,\"waiting\":%d}".formatted(inWork, waiting);
    String told;
    do {
      told = new String(server.send(server.request("/health").GET()).body(), StandardCharsets.UTF_8);
    } while (!told.contains(wanted));
  }
}
