package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.audio.WavFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sudden death of a real process. Of each writer alone: its own tests. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ServeKillTest {

  private static final int ROUNDS = 5;
  private static final int LATEST_MILLISECONDS = 6_000;

  private static final Path RECORDING = Path.of("src/test/resources/reference/xtts/references/voice-a-22k.wav");

  @TempDir
  Path folder;

  /** Killed while it unpacks, converts, loads, speaks, keeps recordings, saves voices and rewrites the metadata: whenever. */
  @Test
  void serve_killedAtAnyMoment_speaksAfterTheNextStart() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, String> settings = Map.of(
        "coqui.audio-cache.directory", folder.resolve("audio").toString(),
        "coqui.audio-cache.memory-bytes", "0",
        "coqui.speakers.metadata-file", folder.resolve("speakers.json").toString(),
        "coqui.voices.directory", folder.resolve("voices").toString());
    for (int round = 0; round < ROUNDS; round++) {
      deleteArchives();
      try (ServeProcess server = ServeProcess.start(folder, settings)) {
        CompletableFuture<Void> clients = CompletableFuture.runAsync(() -> keepBusy(server));
        server.awaitEnd(random.nextInt(LATEST_MILLISECONDS));
        server.kill();
        clients.join();
      }
    }
    deleteArchives();
    try (ServeProcess server = ServeProcess.ready(folder, settings)) {
      for (int text = 0; text < 3; text++) {
        HttpResponse<byte[]> first = server.tts(hello(text));
        HttpResponse<byte[]> again = server.tts(hello(text));

        assertThat(WavFile.decode(first.body()).seconds()).as("seed %d", seed).isPositive();
        assertThat(again.headers().firstValue("X-Cache")).contains("hit");
        assertThat(again.body()).isEqualTo(first.body());
      }
      assertThat(new String(server.get("/speakers").body(), StandardCharsets.UTF_8)).contains("Robert");
      for (String voice : server.savedVoices()) {
        assertThat(server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"%s\"}".formatted(voice)).statusCode())
            .as("seed %d: %s", seed, voice).isEqualTo(200);
      }
      assertThat(server.printed()).doesNotContain("it is skipped");
      assertThat(files(folder.resolve("cache"), ".pt")).hasSize(1);
      assertThat(files(folder.resolve("cache"), ".partial")).as("seed %d", seed).isEmpty();
      assertThat(files(folder, ".tmp")).hasSizeLessThanOrEqualTo(ROUNDS);
      assertThat(server.printed()).doesNotContain("ERROR");
    }
  }

  @Test
  void saveVoice_killedRightAfterTheAnswer_isThereAfterTheNextStart() throws Exception {
    Map<String, String> settings = Map.of("coqui.voices.directory", folder.resolve("voices").toString());
    try (ServeProcess server = ServeProcess.ready(folder, settings)) {
      assertThat(server.saveVoice("Voice 1", RECORDING).statusCode()).isEqualTo(200);
      server.kill();
    }
    try (ServeProcess server = ServeProcess.ready(folder, settings)) {
      assertThat(server.savedVoices()).containsExactly("Voice 1");
      assertThat(server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Voice 1\"}").statusCode()).isEqualTo(200);
    }
  }

  private static String hello(int text) {
    return "{\"text\": \"Hello.\", \"seed\": %d}".formatted(text);
  }

  /** Until it is dead. */
  private static void keepBusy(ServeProcess server) {
    try {
      server.awaitListening();
      for (int request = 0; true; request++) {
        server.tts(hello(request % 50));
        server.get("/speakers?refresh=true");
        server.saveVoice("Voice " + request, RECORDING);
      }
    } catch (IOException | AssertionError dead) {
      // as it should be
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deleteArchives() throws IOException {
    for (Path archive : files(folder.resolve("cache"), ".pt")) {
      Files.delete(archive);
    }
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
