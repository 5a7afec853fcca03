package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.Settings;
import coqui.pipeline.ToneModel;
import coqui.speech.ModelLoadException;
import coqui.telemetry.CapturedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartupReportTest {

  private static final String KEY = "a-key-that-nobody-may-see";

  private CapturedLog log;

  @BeforeEach
  void capture() throws Exception {
    log = new CapturedLog();
  }

  @AfterEach
  void release() {
    log.close();
  }

  private static StartupReport report() {
    return new StartupReport(Settings.load(Map.of(
        "coqui.model.dir", "src/test/resources/reference/xtts/checkpoint", "coqui.api-keys", KEY,
        "camel.server.host", "127.0.0.1", "coqui.engine.sequences", "3")), 8_181, Optional.of(9_191));
  }

  @Test
  void ready_json_isOneEventWithFields() throws Exception {
    report().ready(new ToneModel(), 2.345);
    JsonNode event = log.json("serve.ready");

    assertThat(event.path("model").asText()).isEqualTo("tones");
    assertThat(event.path("demo_voice").isBoolean()).isTrue();
    assertThat(event.path("device").asText()).isEqualTo("none");
    assertThat(event.path("precision").asText()).isEqualTo("none");
    assertThat(event.path("vocoder_precision").asText()).isEqualTo("none");
    assertThat(event.path("languages")).extracting(JsonNode::asText).containsExactly("en", "de");
    assertThat(event.path("load_seconds").asDouble()).isEqualTo(2.3);
    assertThat(event.path("slots").asInt()).isEqualTo(3);
    assertThat(event.path("port").asInt()).isEqualTo(8_181);
    assertThat(event.path("management_port").asInt()).isEqualTo(9_191);
    assertThat(event.path("routes").asText()).isEqualTo(Path.of("routes").toAbsolutePath().toString());
    assertThat(event.path("cache_bytes_free").isNumber()).isTrue();
    assertThat(event.path("api_keys").asBoolean()).isTrue();
  }

  @Test
  void ready_text_isABlockThatCanBeRead() throws Exception {
    report().ready(new ToneModel(), 2.345);
    List<String> lines = log.text("serve.ready").lines().toList();

    assertThat(lines.get(0)).endsWith("serve.ready");
    assertThat(lines).hasSizeGreaterThan(20);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches("    [a-z_]+ +\\S.*"));
  }

  @Test
  void all_secretsAmongTheSettings_areNotTold() throws Exception {
    report().listening();
    report().ready(new ToneModel(), 1);
    log.json("serve.ready");

    assertThat(log.all()).contains("serve.listening").doesNotContain(KEY);
  }

  @Test
  void failed_modelThatCannotBeLoaded_tellsWhyAndWhatWasChosen() throws Exception {
    report().failed(new ModelLoadException(Path.of("/models"), "lacks model.pth"));
    JsonNode event = log.json("serve.failed");

    assertThat(event.path("level").asText()).isEqualTo("ERROR");
    assertThat(event.path("problem").asText()).contains("lacks model.pth");
    assertThat(event.path("routes").asText()).isNotEmpty();
  }
}
