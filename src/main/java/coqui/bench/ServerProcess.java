package coqui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command {@code serve} in a process of its own, as somebody would start it, on a free port of this machine.
 *
 * <p><b>Threads.</b> For one. A thread of its own reads what the server prints. <b>Ends.</b> Closing ends the process;
 * so does the end of this program, however it is told to stop.
 */
final class ServerProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENS = Pattern.compile("listens on http://localhost:(\\d+)");
  private static final int LINES_KEPT = 20;
  private static final int MILLISECONDS_BETWEEN_LOOKS = 20;
  private static final int SECONDS_TO_STOP = 10;
  private static final List<String> NOT_FOR_CHILDREN = List.of("-agentlib", "-javaagent", "-Xrun", "-Xdebug");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final Thread end;
  private final CompletableFuture<Integer> port = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();   // guarded by itself
  private final double startSeconds;

  private ServerProcess(Process process, long began) throws IOException, InterruptedException {
    this.process = process;
    this.end = new Thread(process::destroyForcibly, "end-server");
    Runtime.getRuntime().addShutdownHook(end);
    Thread reader = new Thread(this::read, "read-server");
    reader.setDaemon(true);
    reader.start();
    try {
      awaitModel();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
    startSeconds = (System.nanoTime() - began) / 1e9;
  }

  /**
   * Starts it, on the virtual machine and with its options that this program runs on, and waits until it can speak.
   *
   * @param checkpoint to serve
   * @param settings that differ from those of this program
   * @throws IOException if it ends, or its model cannot be loaded; with the last lines that it printed
   */
  static ServerProcess start(Path checkpoint, Map<String, String> settings) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> NOT_FOR_CHILDREN.stream().noneMatch(option::startsWith))
        .forEach(command::add);
    command.add("-Dcoqui.management.port=");   // several may run at a time
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-Dcoqui.log.format=text", "-cp", System.getProperty("java.class.path"), "coqui.Application",
        "serve", "--port", "0", "--model", checkpoint.toString()));
    long began = System.nanoTime();
    return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), began);
  }

  int port() {
    return port.join();
  }

  /** From the start of the process to a model that speaks. */
  double startSeconds() {
    return startSeconds;
  }

  /** The most memory that it had; null where the system does not tell. */
  Long peakMemoryBytes() {
    return PeakMemory.bytesOf(process.pid());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (lastLines) {
          lastLines.add(line);
          if (lastLines.size() > LINES_KEPT) {
            lastLines.remove();
          }
        }
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          port.complete(Integer.valueOf(listens.group(1)));
        }
      }
      port.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      port.completeExceptionally(e);
    }
  }

  private void awaitModel() throws IOException, InterruptedException {
    try {
      URI health = URI.create("http://127.0.0.1:%d/health".formatted(port.get()));
      HttpRequest request = HttpRequest.newBuilder(health).build();
      String state;
      do {
        JsonNode model = JSON.readTree(client.send(request, BodyHandlers.ofByteArray()).body()).path("model");
        state = model.path("state").asText();
        if (state.equals("failed")) {
          throw new IOException(model.path("problem").asText());
        }
        TimeUnit.MILLISECONDS.sleep(MILLISECONDS_BETWEEN_LOOKS);
      } while (!state.equals("ready"));
    } catch (ExecutionException | IOException e) {
      throw new IOException("the server could not be started: %s%n%s".formatted(e.getMessage(), printed()), e);
    }
  }

  private String printed() {
    synchronized (lastLines) {
      return String.join(System.lineSeparator(), lastLines);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException alreadyStopping) {
      // the hook runs, and does no harm
    }
  }
}
