package coqui.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An inbox and an outbox, and somebody who drops files and waits for what becomes of them. */
public final class DroppedFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  public final Path inbox;
  public final Path outbox;

  /** @param folder for both */
  public DroppedFiles(Path folder) throws IOException {
    inbox = Files.createDirectories(folder.resolve("in box"));   // as people name folders
    outbox = Files.createDirectories(folder.resolve("aus gänge"));
  }

  /** The settings that have them watched. */
  public Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(Map.of("coqui.batch.inbox", inbox.toString(),
        "coqui.batch.outbox", outbox.toString(), "coqui.batch.settle-time", "1"));
    settings.putAll(others);
    return settings;
  }

  /** Puts a file there, at once. */
  public void drop(String name, byte[] content) throws IOException {
    Path part = inbox.resolve(name + ".part");
    Files.write(part, content);
    Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  public void drop(String name, String content) throws IOException {
    drop(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Returns when the file was spoken. */
  public void awaitDone(String name) throws Exception {
    await(inbox.resolve("done").resolve(name));
  }

  /** Returns when the file was moved aside; the code of its error. */
  String awaitFailed(String name) throws Exception {
    await(inbox.resolve("failed").resolve(name));
    JsonNode error = JSON.readTree(inbox.resolve("failed").resolve(name + ".error.json").toFile()).path("error");
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.path("request_id").asText()).isNotEmpty();
    return error.path("code").asText();
  }

  /** Returns when the file is there, and its name is no longer in the inbox. */
  private void await(Path file) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Path dropped = inbox.resolve(file.getFileName());
    try (WatchService watch = inbox.getFileSystem().newWatchService()) {
      WatchKey key = inbox.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      while (!Files.exists(file) || Files.exists(dropped)) {
        assertThat(System.nanoTime()).as("%s in time; inbox: %s", file, names(inbox)).isLessThan(deadline);
        watch.poll(1, TimeUnit.SECONDS);
        key.reset();
      }
    }
  }

  /** The recordings that there are, by name; what is hidden does not count. */
  public List<String> recordings() throws IOException {
    return names(outbox);
  }

  public static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList();
    }
  }
}
