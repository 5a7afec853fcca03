package coqui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.audio.WavFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a server on this machine for speech, as any client would. For any thread. */
final class SpeechClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI tts;
  private final String language;
  private final Duration patience;

  /**
   * @param language of all that is spoken
   * @param patience with one answer
   */
  SpeechClient(int port, String language, Duration patience) {
    this.tts = URI.create("http://127.0.0.1:%d/tts".formatted(port));
    this.language = language;
    this.patience = patience;
  }

  /**
   * An answer.
   *
   * @param seconds from the request to the last byte
   * @param audioSeconds how long the recording is
   */
  record Spoken(double seconds, double audioSeconds) {}

  /**
   * Has a text spoken by the default voice.
   *
   * @throws IOException if there is no answer, or it is no recording
   */
  Spoken speak(String text, long seed) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(tts)
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString(
            JSON.createObjectNode().put("text", text).put("language", language).put("seed", seed).toString()))
        .build();
    long began = System.nanoTime();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    double seconds = (System.nanoTime() - began) / 1e9;
    if (answer.statusCode() != 200) {
      throw new IOException("the server answered %d: %s"
          .formatted(answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
    }
    return new Spoken(seconds, WavFile.decode(answer.body()).seconds());
  }
}
