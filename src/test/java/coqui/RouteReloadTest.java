package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.pipeline.ToneModel;
import coqui.speech.AudioClip;
import coqui.telemetry.CapturedLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that are edited while a real server has them in force. */
@Timeout(60)
class RouteReloadTest {

  private static final String KEY = "0123456789abcdef";
  private static final String HELLO = "{\"text\": \"Hello.\"}";
  private static final String SEED_1 = "{\"text\": \"Hello.\", \"seed\": 1}";
  private static final String MARK = "        - setHeader: {name: X-Edited, constant: %s}\n";

  @TempDir
  Path folder;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<CompletableFuture<AudioClip>> staged = new LinkedBlockingQueue<>();
  private CapturedLog log;
  private SpeechService service;

  /** Sings at once, but for seed 1: that when a test says so. */
  private final ToneModel model = new ToneModel(chunk -> {
    if (chunk.seed() != 1) {
      return CompletableFuture.completedFuture(ToneModel.tone(1));
    }
    CompletableFuture<AudioClip> clip = new CompletableFuture<>();
    staged.add(clip);
    return clip;
  });

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder.resolve("routes"));
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        Files.copy(file, routes(file.getFileName().toString()));
      }
    }
    log = new CapturedLog();
    service = SpeechService.server(Settings.load(new Installation(List.of(folder)), Map.of(), new Properties(), Map.of(
        "camel.server.port", "0", "camel.server.host", "127.0.0.1", "coqui.routes.reload", "true",
        "coqui.api-keys", KEY, "coqui.cors.origins", "https://example.org",
        "coqui.management.port", "", "coqui.metrics.on-main-port", "true")), listener -> model);
    service.start().join();
  }

  @AfterEach
  void stop() {
    service.close();
    log.close();
  }

  private Path routes(String file) {
    return folder.resolve("routes").resolve(file);
  }

  private void mark(String file, String value) throws IOException {
    Files.writeString(routes(file), Files.readString(Path.of("routes", file)) + MARK.formatted(value));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).header("X-API-Key", KEY);
  }

  private HttpRequest tts(String json) {
    return request("/tts").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private String edited() throws Exception {
    HttpResponse<byte[]> answer = send(tts(HELLO));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.headers().firstValue("X-Edited").orElse("");
  }

  private static String code(HttpResponse<byte[]> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body()).path("error").path("code").asText();
  }

  @Test
  void edit_ofARoute_takesEffect() throws Exception {
    assertThat(edited()).isEmpty();
    mark("tts.yaml", "once");
    JsonNode reloaded = log.json("routes.reloaded");

    assertThat(reloaded.path("changed")).extracting(JsonNode::asText).containsExactly("tts.yaml");
    assertThat(edited()).isEqualTo("once");

    mark("tts.yaml", "twice");
    log.json("routes.reloaded");

    assertThat(edited()).isEqualTo("twice");
  }

  @Test
  void edit_ofWhatOtherRoutesUse_takesEffect() throws Exception {
    Files.writeString(routes("errors.yaml"), Files.readString(routes("errors.yaml")).replaceFirst(
        "( +)- process: \\{ref: errorResponse}.*\n", "$0$1- setHeader: {name: X-Edited, constant: error}\n"));
    log.json("routes.reloaded");

    HttpResponse<byte[]> wrong = send(tts("{}"));

    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.headers().firstValue("X-Edited")).contains("error");
  }

  @Test
  void edit_thatAddsARoute_takesEffect() throws Exception {
    Files.writeString(routes("hello.yaml"), """
        - route:
            id: hello
            from:
              uri: platform-http:/hello
              parameters: {httpMethodRestrict: GET}
              steps:
                - process: {ref: health}
        """);
    log.json("routes.reloaded");

    assertThat(send(request("/hello").GET().build()).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> wrong = send(request("/hello").DELETE().build());
    assertThat(code(wrong)).isEqualTo("method_not_allowed");
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, OPTIONS");
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', value = {
      "invalid YAML, tts.yaml, \"- route:\n    id: [tts\", line",
      "no route at all, tts.yaml, \"- rout: {}\", rout",
      "unknown bean, tts.yaml, \"- route: {id: t, from: {uri: direct:t, steps: [process: {ref: nobody}]}}\", nobody",
      "unknown component, tts.yaml, \"- route: {id: t, from: {uri: nothing:here, steps: [process: {ref: health}]}}\", nothing",
      "an empty file, tts.yaml, \"\n\", tts.yaml is empty",
      "unknown setting, tts.yaml, \"- route: {id: t, from: {uri: direct:{{x.y}}, steps: [process: {ref: health}]}}\", x.y",
      "bad second route of a file, docs.yaml, \"- route: {id: a, from: {uri: direct:a, steps: [process: {ref: health}]}}\n"
          + "- route: {id: b, from: {uri: direct:b, steps: [process: {ref: nobody}]}}\", nobody"})
  void brokenEdit_keepsTheRoutesInForceAndSaysWhy(String kind, String file, String content, String reason)
      throws Exception {
    Files.writeString(routes(file), content);
    JsonNode refused = log.json("routes.refused; those in force stay");

    assertThat(refused.path("level").asText()).isEqualTo("WARN");
    assertThat(refused.path("reason").asText()).contains(reason).doesNotContain("\n");
    assertThat(refused.path("changed")).extracting(JsonNode::asText).containsExactly(file);
    assertThat(edited()).isEmpty();
    assertThat(send(request("/docs").GET().build()).statusCode()).isEqualTo(200);

    Files.copy(Path.of("routes", "docs.yaml"), routes("docs.yaml"), StandardCopyOption.REPLACE_EXISTING);
    mark("tts.yaml", "good");
    log.json("routes.reloaded");
    assertThat(edited()).isEqualTo("good");
  }

  @Test
  void deletedFile_keepsItsRoutesAndSaysWhy() throws Exception {
    Files.delete(routes("tts.yaml"));
    JsonNode refused = log.json("routes.refused; those in force stay");

    assertThat(refused.path("reason").asText()).contains("tts.yaml is gone", "put it back");
    assertThat(edited()).isEmpty();
  }

  @Test
  void requestsInWork_whenRoutesAreReloaded_areAnswered() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> whole = client.sendAsync(tts(SEED_1), BodyHandlers.ofByteArray());
    CompletableFuture<HttpResponse<byte[]>> streamed = client.sendAsync(
        tts(SEED_1.replace("}", ", \"stream\": true}")), BodyHandlers.ofByteArray());
    List<CompletableFuture<AudioClip>> clips = List.of(staged.take(), staged.take());
    mark("tts.yaml", "while they are in work");
    log.json("routes.reloaded");

    assertThat(edited()).isEqualTo("while they are in work");
    clips.forEach(clip -> clip.complete(ToneModel.tone(1)));
    assertThat(whole.join().statusCode()).isEqualTo(200);
    assertThat(whole.join().headers().firstValue("X-Edited")).isEmpty();
    assertThat(streamed.join().statusCode()).isEqualTo(200);
    assertThat(streamed.join().body()).hasSizeGreaterThan(1_000);
  }

  @Test
  void rapidEdits_underRequests_loseNoneAndTheLastOneCounts() throws Exception {
    AtomicBoolean editing = new AtomicBoolean(true);
    CompletableFuture<List<Integer>> statuses = CompletableFuture.supplyAsync(() -> {
      List<Integer> seen = new ArrayList<>();
      while (editing.get()) {
        try {
          seen.add(send(tts(HELLO)).statusCode());
        } catch (IOException | InterruptedException e) {
          seen.add(0);
        }
      }
      return seen;
    });
    for (int edit = 0; edit < 200; edit++) {
      String content = Files.readString(Path.of("routes", "tts.yaml")) + MARK.formatted("edit" + edit);
      // Half of it, as an editor may have it there for a moment
      Files.writeString(routes("tts.yaml"), content.substring(0, content.length() / 2));
      Files.writeString(routes("tts.yaml"), content);
      if (edit == 100) {
        log.json("routes.reloaded");
      }
    }
    while (!edited().equals("edit199")) {
      Thread.onSpinWait();
    }
    editing.set(false);

    assertThat(statuses.join()).isNotEmpty().containsOnly(200);
  }

  @Test
  void halfWrittenFile_isRefusedAndItsOtherHalfTakesEffect() throws Exception {
    String content = Files.readString(Path.of("routes", "tts.yaml")) + MARK.formatted("whole");
    Files.writeString(routes("tts.yaml"), content.substring(0, content.indexOf("parseSpeechRequest") + 5));
    log.json("routes.refused; those in force stay");
    assertThat(edited()).isEmpty();
    Files.writeString(routes("tts.yaml"), content);
    log.json("routes.reloaded");

    assertThat(edited()).isEqualTo("whole");
  }

  @Test
  void metricsOfRoutes_afterReloads_goOn() throws Exception {
    edited();
    for (String value : List.of("once", "twice")) {
      mark("tts.yaml", value);
      log.json("routes.reloaded");
      assertThat(edited()).isEqualTo(value);
    }

    String metrics = new String(send(request("/metrics").GET().build()).body());

    assertThat(metrics).contains(
        "camel_exchanges_total{route_id=\"tts\"} 3.0", "camel_route_policy_seconds_count{route_id=\"tts\"} 3");
  }

  @Test
  void edge_afterAReload_holdsAsBefore() throws Exception {
    Files.writeString(routes("speakers.yaml"),
        Files.readString(routes("speakers.yaml")).replace("platform-http:/speakers", "platform-http:/voices"));
    log.json("routes.reloaded");
    HttpRequest.Builder noKey = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/voices"));
    HttpResponse<byte[]> preflight = send(request("/tts").method("OPTIONS", BodyPublishers.noBody())
        .header("Origin", "https://example.org").header("Access-Control-Request-Method", "POST").build());
    HttpResponse<byte[]> tooLarge = send(tts("{\"text\": \"" + "x".repeat(2_000_000) + "\"}"));
    HttpResponse<byte[]> form = send(request("/voice-clone").header("Content-Type", "multipart/form-data; boundary=x")
        .POST(BodyPublishers.ofString("--x--\r\n")).build());

    assertThat(send(request("/voices").GET().build()).statusCode()).isEqualTo(200);
    assertThat(code(send(request("/speakers").GET().build()))).isEqualTo("not_found");
    assertThat(code(send(noKey.build()))).isEqualTo("unauthorized");
    assertThat(code(send(request("/tts").GET().build()))).isEqualTo("method_not_allowed");
    assertThat(code(send(tts("{}")))).isEqualTo("invalid_text");
    assertThat(code(tooLarge)).isEqualTo("body_too_large");
    assertThat(code(form)).startsWith("missing_").isNotEmpty();
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("https://example.org");
    assertThat(send(request("/health/ready").GET().build()).headers().firstValue("X-Request-Id")).isPresent();
  }
}
