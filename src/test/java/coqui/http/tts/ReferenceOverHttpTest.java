package coqui.http.tts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.WavFile;
import coqui.http.LiveServer;
import coqui.reference.NpzFile;
import coqui.speech.AudioClip;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A client that asks for it gets Coqui's own waveform, to the last bit but rounding: the whole way, with nothing
 * added. Without guards: what random weights say is a failure by any measure.
 */
class ReferenceOverHttpTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  static Path cache;

  private static LiveServer server;

  @BeforeAll
  static void serveTheReference() throws Exception {
    server = LiveServer.with(
        NpzFile.directory().resolve("checkpoint"), cache, Map.of("coqui.guard.enabled", "false"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The cases that ended by themselves: only these are what a client can ask for. */
  static Stream<JsonNode> cases() throws IOException {
    JsonNode index = JSON.readTree(Files.readAllBytes(NpzFile.directory().resolve("index.json")));
    return StreamSupport.stream(index.path("synthesis").spliterator(), false)
        .filter(synthesis -> synthesis.path("ended_with_stop").asBoolean());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tts_greedyAtTheModelsRate_isTheReferenceWaveformIn16Bits(JsonNode synthesis) throws Exception {
    ObjectNode request = JSON.createObjectNode()
        .put("text", synthesis.path("text").asText())
        .put("speaker_id", synthesis.path("speaker").asText())
        .put("language", synthesis.path("language").asText())
        .put("speed", synthesis.path("speed").asDouble(1))
        .put("repetition_penalty", synthesis.path("repetition_penalty").asDouble(5))
        .put("temperature", 0)
        .put("sample_rate", 24_000)
        .put("normalize", false);

    HttpResponse<byte[]> answer = server.tts(request.toString());

    assertThat(answer.statusCode()).isEqualTo(200);
    AudioClip spoken = WavFile.decode(answer.body());
    AudioClip expected = new AudioClip(
        NpzFile.read(NpzFile.directory().resolve(synthesis.path("file").asText())).floats("wav"), 24_000);
    assertThat(spoken.sampleRate()).isEqualTo(24_000);
    // One step: where a value lies on the edge between two, float32 noise decides.
    assertThat(spoken.samples()).hasSameSizeAs(expected.samples());
    assertThat(largestDifference(spoken, WavFile.decode(WavFile.encode(expected)))).isLessThanOrEqualTo(1f / (1 << 15));
  }

  private static float largestDifference(AudioClip one, AudioClip other) {
    float largest = 0;
    for (int i = 0; i < one.samples().length; i++) {
      largest = Math.max(largest, Math.abs(one.samples()[i] - other.samples()[i]));
    }
    return largest;
  }

  @Test
  void tts_speakerBeyondAscii_isNamedInPercentEncodedUtf8() throws Exception {
    HttpResponse<byte[]> answer = server.tts("{\"text\": \"Hello.\", \"speaker_id\": \"Eugenio Mataracı\"}");

    assertThat(answer.headers().firstValue("X-Speaker")).contains("Eugenio%20Matarac%C4%B1");
  }
}
