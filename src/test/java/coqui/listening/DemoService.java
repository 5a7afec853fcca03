package coqui.listening;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.WavFile;
import coqui.checkpoint.DemoCheckpoint;
import coqui.http.LiveServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The service with the demo voice, as a client hears it. */
final class DemoService implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int RECOGNISERS_RATE = 16_000;
  private static final int SIDE_BY_SIDE = 4;   // the service waits for nobody then, and no request for long

  private final LiveServer server;

  /** @param folder for the checkpoint's files */
  DemoService(Path folder, Map<String, String> settings) throws Exception {
    server = LiveServer.with(DemoCheckpoint.unpack(folder), folder, settings);
  }

  /** Each text by itself; the seeds are their places in the list, so that the same text again is spoken anew. */
  List<Recording> speak(ExpectedVoice voice, List<String> texts) throws IOException {
    return speak(voice, texts, Map.of());
  }

  /** The same with these further fields. */
  List<Recording> speak(ExpectedVoice voice, List<String> texts, Map<String, ?> fields) throws IOException {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (String text : texts) {
      if (answers.size() >= SIDE_BY_SIDE) {
        answers.get(answers.size() - SIDE_BY_SIDE).join();
      }
      ObjectNode asked = asked(voice, text).put("seed", answers.size());
      asked.setAll((ObjectNode) JSON.valueToTree(fields));
      answers.add(server.sendAsync(request("/tts", asked)));
    }
    List<Recording> recordings = new ArrayList<>();
    for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
      recordings.add(recording(texts.get(recordings.size()), answer.join()));
    }
    return recordings;
  }

  /** The chunks that a text is cut into. */
  List<String> chunks(ExpectedVoice voice, String text) throws IOException {
    HttpResponse<byte[]> plan = server.sendAsync(request("/tts/plan", asked(voice, text))).join();
    assertThat(plan.statusCode()).isEqualTo(200);
    return JSON.readTree(plan.body()).get("chunks").findValuesAsText("text");
  }

  private static ObjectNode asked(ExpectedVoice voice, String text) {
    return JSON.createObjectNode()
        .put("text", text)
        .put("speaker_id", voice.name())
        .put("language", voice.language())
        .put("sample_rate", RECOGNISERS_RATE);
  }

  /** no-store: what is asked for twice is spoken twice. */
  private HttpRequest.Builder request(String path, ObjectNode asked) {
    return server.request(path)
        .timeout(Duration.ofMinutes(10))
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString(asked.toString()));
  }

  private static Recording recording(String text, HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(text).isEqualTo(200);
    return new Recording(text, WavFile.decode(answer.body()));
  }

  @Override
  public void close() {
    server.close();
  }
}
