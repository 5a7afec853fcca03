package coqui.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command {@code serve} in a virtual machine of its own, with the demo voice, for what only a process can show:
 * signals and sudden death. Closing kills it.
 */
final class ServeProcess implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("listens on http://localhost:(\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern READY = Pattern.compile("Ready after ");
  private static final int SECONDS_TO_PRINT = 60;

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final StringBuilder printed = new StringBuilder();   // guarded by itself
  private final Thread reader = new Thread(this::read, "read-serve");
  private int port;   // 0 until it is known

  private ServeProcess(Process process) {
    this.process = process;
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (printed) {
          printed.append(line).append('\n');
          printed.notifyAll();
        }
      }
    } catch (IOException closed) {
      // it was killed
    }
  }

  /**
   * Starts it; it may listen soon.
   *
   * @param folder for the cache
   */
  static ServeProcess start(Path folder, Map<String, String> settings) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Dai.djl.offline=true",
        "-Dcamel.server.host=127.0.0.1", "-Dcoqui.cache.dir=" + folder.resolve("cache"), "-Dcoqui.log.format=text",
        "-Dcoqui.management.port="));   // several may run at a time
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "coqui.Application", "serve", "--port", "0"));
    return new ServeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The same; returns when it can speak. */
  static ServeProcess ready(Path folder, Map<String, String> settings) throws Exception {
    ServeProcess started = start(folder, settings);
    try {
      started.awaitListening();
      started.awaitPrinted(READY);
      return started;
    } catch (Exception | AssertionError e) {
      started.close();
      throw e;
    }
  }

  /** Returns when its port is open. */
  void awaitListening() throws InterruptedException {
    port = Integer.parseInt(awaitPrinted(LISTENS).group(1));
  }

  /** The port that it listens on, once that is open. */
  int port() {
    return port;
  }

  /** Returns when it has printed, or logged, something of that kind. */
  MatchResult awaitPrinted(Pattern pattern) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_PRINT);
    synchronized (printed) {
      for (Matcher found = pattern.matcher(printed); ; found = pattern.matcher(printed)) {
        if (found.find()) {
          return found.toMatchResult();
        }
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw new AssertionError("no %s, only: %s".formatted(pattern, printed));
        }
        TimeUnit.SECONDS.timedWait(printed, 1);
      }
    }
  }

  /** All that it printed and logged so far. */
  String printed() {
    synchronized (printed) {
      return printed.toString();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofByteArray());
  }

  /** A JSON object to {@code /tts}. */
  HttpResponse<byte[]> tts(String json) throws IOException, InterruptedException {
    return client.send(ttsRequest(json), BodyHandlers.ofByteArray());
  }

  /** The same, without waiting. */
  CompletableFuture<HttpResponse<byte[]>> ttsAsync(String json) {
    return client.sendAsync(ttsRequest(json), BodyHandlers.ofByteArray());
  }

  private HttpRequest ttsRequest(String json) {
    return request("/tts").header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)).build();
  }

  /** Saves a voice; each name can be saved once. */
  HttpResponse<byte[]> saveVoice(String name, Path recording) throws IOException, InterruptedException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (String text : List.of("name", "consent")) {
      form.writeBytes("--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
          .formatted(text, text.equals("name") ? name : "true").getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--x\r\nContent-Disposition: form-data; name=\"audio_sample\"; filename=\"a.wav\"\r\n\r\n"
        .getBytes(StandardCharsets.UTF_8));
    form.writeBytes(Files.readAllBytes(recording));
    form.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
    return client.send(request("/v1/audio/voices").header("Content-Type", "multipart/form-data; boundary=x")
        .POST(BodyPublishers.ofByteArray(form.toByteArray())).build(), BodyHandlers.ofByteArray());
  }

  /** The names of those that were saved with {@link #saveVoice} as {@code Voice NUMBER}. */
  List<String> savedVoices() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    JSON.readTree(get("/speakers").body()).path("speakers").forEach(name -> names.add(name.asText()));
    names.removeIf(name -> !name.startsWith("Voice "));
    return names;
  }

  /** Returns when so many requests are in work. */
  void awaitInWork(int requests) throws IOException, InterruptedException {
    int told;
    do {
      told = JSON.readTree(get("/health").body()).path("requests").path("in_work").asInt();
    } while (told != requests);
  }

  /** The code of an error; empty for any other answer. */
  static String errorCode(HttpResponse<byte[]> answer) throws IOException {
    return answer.statusCode() < 400 ? "" : JSON.readTree(answer.body()).path("error").path("code").asText();
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy();   // which leaves what it prints open
  }

  /** SIGINT. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Waits for its end, so long at most. */
  void awaitEnd(int milliseconds) throws InterruptedException {
    process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
  }

  /** SIGKILL; returns when it is dead. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its exit status, once it has ended and all that it printed was read. */
  int exit() throws InterruptedException {
    if (!process.waitFor(40, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + printed());
    }
    reader.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
