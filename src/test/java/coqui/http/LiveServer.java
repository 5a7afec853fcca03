package coqui.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.Settings;
import coqui.SpeechService;
import coqui.checkpoint.ConversionProgress;
import coqui.metrics.Exposition;
import coqui.pipeline.CheckpointModel;
import coqui.pipeline.SpeechModel;
import coqui.xtts.EngineListener;
import coqui.xtts.EngineSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The service as it is, on a free port of this machine, and a client of it that holds every answer to the contract. */
public final class LiveServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DocumentedAnswers DOCUMENTED = new DocumentedAnswers();

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private SpeechService service;                    // null once closed: static fields of tests outlive their test
  private CompletableFuture<SpeechModel> loading;   // the same

  /** Starts it; the model may still be loading. */
  public LiveServer(Supplier<SpeechModel> load, Map<String, String> options) throws Exception {
    this(listener -> load.get(), options);
  }

  private LiveServer(Function<EngineListener, SpeechModel> load, Map<String, String> options) throws Exception {
    Map<String, String> all = new HashMap<>(Map.of(
        "camel.server.port", "0", "camel.server.host", "127.0.0.1",
        "coqui.management.port", "", "coqui.metrics.on-main-port", "true",
        "coqui.voices.directory", "target/no-voices"));
    all.putAll(options);
    service = SpeechService.server(Settings.load(all), load);
    loading = service.start();
  }

  /** Starts it and waits for the model. */
  public static LiveServer with(SpeechModel model) throws Exception {
    return with(model, Map.of());
  }

  /** The same with these settings. */
  public static LiveServer with(SpeechModel model, Map<String, String> options) throws Exception {
    return loaded(new LiveServer(() -> model, options));
  }

  /** Starts it on a checkpoint's files, converted into {@code cache}, and waits for the model. */
  public static LiveServer with(Path checkpoint, Path cache) throws Exception {
    return with(checkpoint, cache, Map.of());
  }

  /** The same with these settings. */
  public static LiveServer with(Path checkpoint, Path cache, Map<String, String> options) throws Exception {
    EngineSettings engine = Settings.load(options).engine();
    return loaded(new LiveServer(listener -> CheckpointModel.load(
        checkpoint.toString(), checkpoint, cache, engine, ConversionProgress.IGNORED, listener), options));
  }

  private static LiveServer loaded(LiveServer server) {
    try {
      server.loading.join();
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** What Prometheus would read, from the port of the service. */
  public Exposition metrics() throws IOException, InterruptedException {
    return Exposition.of(new String(send(request("/metrics").GET()).body(), StandardCharsets.UTF_8));
  }

  /** The port with the metrics alone. */
  public int managementPort() {
    return service.managementPort().orElseThrow();
  }

  /** The model to be. */
  public CompletableFuture<SpeechModel> loading() {
    return loading;
  }

  /** A form to {@code /voice-clone}. */
  public HttpResponse<byte[]> clone(MultipartBody form) throws IOException, InterruptedException {
    return send(request("/voice-clone")
        .header("Content-Type", form.contentType())
        .POST(BodyPublishers.ofByteArray(form.bytes())));
  }

  /** A JSON object to {@code /tts}. */
  public HttpResponse<byte[]> tts(String json) throws IOException, InterruptedException {
    return send(ttsRequest(json));
  }

  /** The same, without waiting. */
  public CompletableFuture<HttpResponse<byte[]>> ttsAsync(String json) {
    return sendAsync(ttsRequest(json));
  }

  private HttpRequest.Builder ttsRequest(String json) {
    return request("/tts").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).timeout(PATIENCE);
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
    DOCUMENTED.check(answer);
    return answer;
  }

  /** Begins a request; the answer comes when it comes. Cancelling hangs up. */
  public CompletableFuture<HttpResponse<byte[]>> sendAsync(HttpRequest.Builder request) {
    CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    CompletableFuture<HttpResponse<byte[]>> checked = sent.whenComplete((answer, failure) -> {
      if (failure == null) {
        DOCUMENTED.check(answer);
      }
    });
    checked.whenComplete((answer, failure) -> sent.cancel(true));
    return checked;
  }

  /** A request as it goes over the wire, for what no client would send; the answer until the connection is closed. */
  public String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The member {@code error} of an answer's body. */
  public static JsonNode error(HttpResponse<byte[]> answer) throws IOException {
    return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)).path("error");
  }

  /** The code of an error; empty for any other answer. */
  public static String errorCode(HttpResponse<byte[]> answer) throws IOException {
    return answer.statusCode() < 400 ? "" : error(answer).path("code").asText();
  }

  @Override
  public void close() {
    service.close();
    service = null;
    loading = null;
  }
}
