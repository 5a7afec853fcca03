package coqui.http.sillytavern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import coqui.Interpreter;
import coqui.checkpoint.DemoVoices;
import coqui.http.LiveServer;
import coqui.pipeline.ToneModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * SillyTavern's own client, its code as it is, against the service.
 *
 * <p>Needs Node ({@code -Dcoqui.node=FILE}, else {@code node}; 20.20.2 was used) and the client:
 * {@code -Dcoqui.sillytavern=FILE} names {@code public/scripts/extensions/tts/xtts.js} of SillyTavern (1.12.6 at
 * ba6f7b7a was used). Skipped without.
 */
class SillyTavernClientTest {

  private static final String CLIENT = System.getProperty("coqui.sillytavern", "");
  private static final String MISSING = "SKIPPED, SillyTavern's client was not run: -Dcoqui.sillytavern=FILE does not"
      + " name its xtts.js";

  @TempDir Path folder;

  @BeforeAll
  static void tellIfItIsNotRun() {
    if (CLIENT.isEmpty()) {
      System.err.println(MISSING);
    }
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void client_asItIs_findsVoicesAndSpeaks() throws Exception {
    assumeTrue(!CLIENT.isEmpty(), MISSING);
    Path said = folder.resolve("said.json");
    Path told = folder.resolve("told.txt");
    try (LiveServer server = LiveServer.with(new ToneModel(), Map.of("coqui.sillytavern.enabled", "true"))) {
      int status = Interpreter.NODE.process("src/test/browser/sillytavern.mjs", CLIENT,
          server.request("/sillytavern").build().uri().toString())
          .redirectOutput(said.toFile()).redirectError(told.toFile()).start().waitFor();

      assertThat(status).as(Files.readString(told)).isZero();
      String lines = Files.readString(said);   // the client's own messages first
      JsonNode heard = new ObjectMapper().readTree(lines.substring(lines.lastIndexOf("\n{") + 1));
      assertThat(heard.path("voices")).hasSize(DemoVoices.SPEAKERS.size());
      assertThat(heard.path("settings").asInt()).isEqualTo(200);
      assertThat(heard.path("moved").asInt()).isEqualTo(200);
      for (String sound : new String[] {"spoken", "streamed", "sample"}) {
        assertThat(heard.path(sound).path("status").asInt()).as(sound).isEqualTo(200);
        assertThat(heard.path(sound).path("type").asText()).as(sound).isEqualTo("audio/wav");
        assertThat(heard.path(sound).path("head").asText()).as(sound).isEqualTo("RIFF");
        assertThat(heard.path(sound).path("speaker").asText()).as(sound).isEqualTo("Sally");
        assertThat(heard.path(sound).path("bytes").asInt()).as(sound).isGreaterThan(10_000);
      }
    }
  }
}
