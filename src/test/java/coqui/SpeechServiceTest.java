package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.pipeline.SpeechModel;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeechServiceTest {

  private static final String HELLO = "{\"text\": \"Hello.\"}";

  @TempDir
  Path folder;

  @Test
  void server_withoutRoutesBesideIt_runsTheCopiesInTheJar() throws Exception {
    assertThat(answer(new Properties(), Map.of(), HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void server_withEditedRoutesInAFolderWithASpace_runsThem() throws Exception {
    Path routes = Files.createDirectories(folder.resolve("my program/routes"));
    for (String file : List.of("errors.yaml", "synthesize.yaml", "tts.yaml")) {
      Files.copy(Path.of("routes", file), routes.resolve(file));
    }
    Path tts = routes.resolve("tts.yaml");
    Files.writeString(tts,
        Files.readString(tts) + "        - setHeader: {name: X-Edited, constant: \"{{x.greeting}}\"}\n");
    Files.createDirectories(folder.resolve("my program/config"));
    Files.writeString(folder.resolve("my program/config/application.properties"), "x.greeting=hello");

    HttpResponse<byte[]> answer = answer(new Properties(), Map.of(), HELLO);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Edited")).contains("hello");
  }

  @Test
  void server_camelsOwnKeys_followTheSameOrder() throws Exception {
    Properties system = new Properties();
    system.setProperty("camel.server.maxBodySize", "20");

    HttpResponse<byte[]> fromSystem = answer(system, Map.of(), HELLO + " ".repeat(20));
    HttpResponse<byte[]> fromCommandLine = answer(system, Map.of("camel.server.max-body-size", "10"), HELLO);

    assertThat(fromSystem.statusCode()).isEqualTo(413);
    assertThat(new String(fromSystem.body())).contains("more than 20 bytes");
    assertThat(fromCommandLine.statusCode()).isEqualTo(413);
    assertThat(new String(fromCommandLine.body())).contains("more than 10 bytes");
  }

  /** Metrics of the virtual machine once kept all of them. One is Camel's, which has a context in a static field. */
  @Test
  void close_severalServices_areKeptByNothingButOne() throws Exception {
    List<WeakReference<SpeechModel>> models =
        List.of(modelOfAClosedService(), modelOfAClosedService(), modelOfAClosedService());

    for (long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        kept(models) > 1 && System.nanoTime() < deadline; ) {
      System.gc();
    }
    assertThat(kept(models)).isLessThanOrEqualTo(1);
  }

  private static long kept(List<WeakReference<SpeechModel>> models) {
    return models.stream().filter(model -> model.get() != null).count();
  }

  private WeakReference<SpeechModel> modelOfAClosedService() throws Exception {
    Settings settings = settings(new Properties(), Map.of());
    try (SpeechService service = SpeechService.server(settings, listener -> new ToneModel())) {
      return new WeakReference<>(service.start().join());
    }
  }

  private HttpResponse<byte[]> answer(Properties system, Map<String, String> options, String body)
      throws Exception {
    try (SpeechService service = SpeechService.server(settings(system, options), listener -> new ToneModel())) {
      service.start().join();
      return post(URI.create("http://127.0.0.1:" + service.port() + "/tts"), body);
    }
  }

  private Settings settings(Properties system, Map<String, String> options) {
    Map<String, String> all = new HashMap<>(Map.of(
        "camel.server.port", "0", "camel.server.host", "127.0.0.1", "coqui.management.port", ""));
    all.putAll(options);
    return Settings.load(new Installation(List.of(folder.resolve("my program"))), Map.of(), system, all);
  }

  private static HttpResponse<byte[]> post(URI address, String body) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }
}
