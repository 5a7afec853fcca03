package coqui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingLayersTest {

  private static final Properties FILE = properties("coqui.model.dir", "from-file", "camel.server.max-body-size", "1");

  private final SettingLayers layers = new SettingLayers().file("the file", FILE);

  @Test
  void file_alone_gives_its_values() {
    assertThat(value("coqui.model.dir")).isEqualTo("from-file");
  }

  @Test
  void environment_overridesTheFile() {
    layers.environment(Map.of("COQUI_MODEL_DIR", "from-environment"));

    assertThat(value("coqui.model.dir")).isEqualTo("from-environment");
  }

  @Test
  void systemProperty_overridesTheEnvironment() {
    layers.environment(Map.of("COQUI_MODEL_DIR", "from-environment"))
        .systemProperties(properties("coqui.model.dir", "from-system"));

    assertThat(value("coqui.model.dir")).isEqualTo("from-system");
  }

  @Test
  void commandLine_overridesEverything() {
    layers.environment(Map.of("COQUI_MODEL_DIR", "from-environment"))
        .systemProperties(properties("coqui.model.dir", "from-system"))
        .commandLine(Map.of("coqui.model.dir", "from-command-line"));

    assertThat(value("coqui.model.dir")).isEqualTo("from-command-line");
  }

  @Test
  void environment_reachesKeysWithDashes() {
    layers.environment(Map.of("CAMEL_SERVER_MAX_BODY_SIZE", "2"));

    assertThat(layers.settings()).containsOnlyKeys("coqui.model.dir", "camel.server.max-body-size");
    assertThat(value("camel.server.max-body-size")).isEqualTo("2");
  }

  @Test
  void systemProperty_inCamelsOtherSpelling_isTheSameKey() {
    layers.systemProperties(properties("camel.server.maxBodySize", "3"));

    assertThat(layers.settings()).containsOnlyKeys("coqui.model.dir", "camel.server.max-body-size");
    assertThat(value("camel.server.max-body-size")).isEqualTo("3");
  }

  @Test
  void environment_withACamelKeyThatTheFileLacks_isReadAsCamelWould() {
    layers.environment(Map.of("CAMEL_MAIN_NAME", "speech"));

    assertThat(value("camel.main.name")).isEqualTo("speech");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "CAMEL_SERVICE_HOST", "CAMEL_X_SERVICE_PORT", "CAMEL_PORT_80_TCP", "CAMEL_PORT", "COQUI_TOS_AGREED", "PATH"})
  void environment_ofOthers_isNotRead(String variable) {
    layers.environment(Map.of(variable, "x"));

    assertThat(layers.settings()).containsOnlyKeys("coqui.model.dir", "camel.server.max-body-size");
  }

  @Test
  void systemProperties_ofOthers_areNotRead() {
    layers.systemProperties(properties("java.io.tmpdir", "x"));

    assertThat(layers.settings()).doesNotContainKey("java.io.tmpdir");
  }

  @Test
  void source_isToldWithTheValue() {
    layers.environment(Map.of("COQUI_MODEL_DIR", "x"));

    assertThat(layers.settings().get("coqui.model.dir").source()).isEqualTo("environment variable COQUI_MODEL_DIR");
  }

  private String value(String key) {
    return layers.settings().get(key).value();
  }

  private static Properties properties(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return properties;
  }
}
