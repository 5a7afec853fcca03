package coqui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.WavFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  private static final int OK = 200;

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
    HttpRequest request = request(asked(text, seed));
    long began = System.nanoTime();
    HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
    double seconds = secondsSince(began);
    if (answer.statusCode() != OK) {
      throw refused(answer.statusCode(), answer.body());
    }
    return new Spoken(seconds, WavFile.decode(answer.body()).seconds());
  }

  /**
   * Has a text spoken as a stream of samples, and listens to its end.
   *
   * @return seconds from the request to the first of them
   * @throws IOException if there is no answer, or no sound in it
   */
  double firstSound(String text, long seed) throws IOException, InterruptedException {
    HttpRequest request = request(asked(text, seed).put("stream", true).put("output_format", "pcm"));
    long began = System.nanoTime();
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream sound = answer.body()) {
      if (answer.statusCode() != OK) {
        throw refused(answer.statusCode(), sound.readAllBytes());
      }
      int first = sound.read();
      double seconds = secondsSince(began);
      if (first < 0) {
        throw new IOException("the server streamed no sound");
      }
      sound.transferTo(OutputStream.nullOutputStream());
      return seconds;
    }
  }

  private ObjectNode asked(String text, long seed) {
    return JSON.createObjectNode().put("text", text).put("language", language).put("seed", seed);
  }

  private HttpRequest request(ObjectNode asked) {
    return HttpRequest.newBuilder(tts)
        .timeout(patience)
        .header("Content-Type", "application/json")
        .header("Cache-Control", "no-store")
        .POST(BodyPublishers.ofString(asked.toString()))
        .build();
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private static IOException refused(int status, byte[] body) {
    return new IOException("the server answered %d: %s".formatted(status, new String(body, StandardCharsets.UTF_8)));
  }
}
