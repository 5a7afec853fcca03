package coqui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import coqui.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupWarningsTest {

  private static final Map<String, String> NOTHING_TO_SAY = Map.of(
      "coqui.model.dir", "src/test/resources/reference/xtts/checkpoint", "camel.server.host", "127.0.0.1");

  private static List<String> warnings(String... keysAndValues) {
    Map<String, String> options = new HashMap<>(NOTHING_TO_SAY);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StartupWarnings.of(Settings.load(options));
  }

  @Test
  void of_modelOnThisMachineOnly_isNothing() {
    assertThat(warnings()).isEmpty();
  }

  @Test
  void of_noModel_tellsOfTheDemoVoice() {
    assertThat(warnings("coqui.model.dir", "")).singleElement().asString().contains("demo voice", "--model DIR");
  }

  @Test
  void of_publicAddressWithoutKeys_tellsHowToCloseIt() {
    assertThat(warnings("camel.server.host", "0.0.0.0")).singleElement().asString()
        .contains("0.0.0.0", "no API key", "COQUI_API_KEYS", "127.0.0.1");
  }

  @Test
  void of_publicAddressWithKeys_isNothing() {
    assertThat(warnings("camel.server.host", "0.0.0.0", "coqui.api-keys", "0123456789abcdef")).isEmpty();
  }

  @Test
  void of_anyOriginWithoutKeys_tellsOfBrowsers() {
    assertThat(warnings("coqui.cors.origins", "*")).singleElement().asString()
        .contains("coqui.cors.origins", "browser");
  }

  @Test
  void of_anyOriginWithKeys_isNothing() {
    assertThat(warnings("coqui.cors.origins", "*", "coqui.api-keys", "0123456789abcdef")).isEmpty();
  }

  @Test
  void of_trustedProxiesThatCanBePassedBy_tellsOfForgedAddresses() {
    assertThat(warnings("camel.server.host", "0.0.0.0", "coqui.server.trusted-proxies", "1",
        "coqui.rate-limit.requests-per-minute", "10")).anySatisfy(warning ->
            assertThat(warning).contains("coqui.server.trusted-proxies is 1", "X-Forwarded-For"));
  }

  @Test
  void of_trustedProxiesWithoutARateLimit_tellsThatTheyHaveNoEffect() {
    assertThat(warnings("coqui.server.trusted-proxies", "1")).singleElement().asString().contains("no effect");
  }

  @Test
  void of_audioCacheLargerThanItsDisk_tellsSo(@TempDir Path folder) {
    assertThat(warnings("coqui.audio-cache.directory", folder.resolve("not/there/yet").toString(),
        "coqui.audio-cache.directory-bytes", "1125899906842624")).singleElement().asString()
        .contains("coqui.audio-cache.directory-bytes", "fill up");
  }

  @Test
  void of_moreThreadsThanProcessors_tellsSo() {
    assertThat(warnings("coqui.engine.threads", "1024")).singleElement().asString().contains("coqui.engine.threads");
  }

  @Test
  void of_textsInTheLog_tellsSo() {
    assertThat(warnings("coqui.log.text", "true")).singleElement().asString().contains("coqui.log.text");
  }
}
