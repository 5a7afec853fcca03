package coqui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import coqui.audio.DecodingLimits;
import coqui.http.guard.RateLimitSettings;
import coqui.http.voices.UploadLimits;
import coqui.pipeline.SpeechLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @TempDir
  Path folder;

  @Test
  void load_withNothingSet_hasTheShippedDefaults() {
    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.requests()).isEqualTo(new Settings.RequestSettings(new SpeechLimits(20_000, 500, 120), "Robert", 8));
    assertThat(settings.audio()).isEqualTo(new Settings.AudioSettings(22_050, 0.04, -18, -1));
    assertThat(settings.engine().queueCapacity()).isEqualTo(128);
    assertThat(settings.engine().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(settings.engine().guarded()).isTrue();
    assertThat(settings.engine().gpuRequired()).isFalse();
    assertThat(settings.http().uploads())
        .isEqualTo(new UploadLimits(10 << 20, 40 << 20, 8, 512 << 20, Duration.ofSeconds(60)));
    assertThat(settings.http().decoding()).isEqualTo(DecodingLimits.DEFAULTS);
    assertThat(settings.all()).containsEntry("camel.server.port", "8080");
  }

  @Test
  void load_withAFileThatLacksKeys_takesTheShippedDefaultsForThem() throws IOException {
    writeConfiguration("coqui.text.max-characters=7");

    Settings settings = load(Map.of(), Map.of());

    assertThat(settings.requests().limits().characters()).isEqualTo(7);
    assertThat(settings.audio().sampleRate()).isEqualTo(22_050);
  }

  @Test
  void load_withFileEnvironmentAndCommandLine_takesTheHighest() throws IOException {
    writeConfiguration("camel.server.port=1\ncoqui.model.dir=/file");

    Settings settings = load(
        Map.of("CAMEL_SERVER_PORT", "2", "COQUI_MODEL_DIR", "/environment"), Map.of("camel.server.port", "3"));

    assertThat(settings.all()).containsEntry("camel.server.port", "3");
    assertThat(settings.modelDirectory()).contains(Path.of("/environment"));
  }

  @Test
  void cacheDirectory_unset_isBelowTheUsersCache() {
    assertThat(load(Map.of("XDG_CACHE_HOME", "/var/cache/me"), Map.of()).cacheDirectory())
        .isEqualTo(Path.of("/var/cache/me/coqui-camel"));
    assertThat(load(Map.of(), Map.of()).cacheDirectory())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "coqui-camel"));
  }

  @Test
  void voicesDirectory_unset_isOnTheVolumeElseBelowTheUsersData() throws IOException {
    Settings settings = load(Map.of("XDG_DATA_HOME", "/var/lib/me"), Map.of());
    Path volume = Files.createDirectory(folder.resolve("volume"));

    assertThat(settings.voices().directory(volume)).isEqualTo(volume.resolve("voices"));
    assertThat(settings.voices().directory(folder.resolve("nowhere"))).isEqualTo(Path.of("/var/lib/me/coqui-camel/voices"));
    assertThat(load(Map.of(), Map.of()).voices().directory(folder.resolve("nowhere")))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".local", "share", "coqui-camel", "voices"));
    assertThat(load(Map.of(), Map.of("coqui.voices.directory", "/data/voices")).voices().directory())
        .isEqualTo(Path.of("/data/voices"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
      "coqui.voices.most, -1, a whole number from 0 to 100000",
      "coqui.voices.max-bytes, 1 GB, a whole number from 0 to 1125899906842624",
      "coqui.text.max-characters, 0, a whole number from 1 to 10000000",
      "coqui.text.max-characters, many, a whole number from 1 to 10000000",
      "coqui.text.max-characters, '', a whole number from 1 to 10000000",
      "coqui.speech.chunks-in-flight, -1, a whole number from 1 to 10000",
      "coqui.audio.sample-rate, 4000, a whole number from 8000 to 48000",
      "coqui.audio.sample-rate, 22050.5, a whole number from 8000 to 48000",
      "coqui.audio.crossfade-ms, NaN, a number from 0.0 to 1000.0",
      "coqui.audio.target-lufs, 3, a number from -40.0 to -5.0",
      "coqui.audio.true-peak-dbfs, loud, a number from -20.0 to 0.0",
      "coqui.engine.queue-capacity, 0, a whole number from 1 to 100000",
      "coqui.engine.threads, -2, a whole number from 0 to 1024",
      "coqui.guard.enabled, off, true or false",
      "coqui.engine.precision, int4, 'auto, float32, bfloat16, float16 or int8'",
      "coqui.engine.vocoder-precision, int8, 'auto, float32 or bfloat16'",
      "coqui.upload.max-file-bytes, 10 MB, a whole number from 1000 to 1073741824",
      "coqui.upload.max-body-bytes, 0, a whole number from 1000 to 1073741824",
      "coqui.upload.max-files, 0, a whole number from 1 to 8",
      "coqui.upload.memory-bytes, -1, a whole number from 1000 to 2147483647",
      "coqui.upload.time-limit, 0, a whole number from 1 to 3600",
      "coqui.server.max-connections, 0, a whole number from 1 to 1000000",
      "coqui.server.max-line-bytes, 99, a whole number from 100 to 1048576",
      "coqui.server.max-header-bytes, 1 MB, a whole number from 100 to 1048576",
      "coqui.server.head-time-limit, 0, a whole number from 1 to 3600",
      "coqui.server.body-time-limit, 0.5, a whole number from 1 to 3600",
      "coqui.decoding.time-limit, 601, a whole number from 1 to 600",
      "coqui.decoding.max-length, 2, a whole number from 3 to 3600",
      "coqui.decoding.max-bytes, 0, a whole number from 1048576 to 1073741824",
      "coqui.decoding.at-a-time, 0, a whole number from 1 to 1000",
      "coqui.speakers.metadata-file, /, the path of a file",
      "coqui.speakers.volume, models, an absolute path or nothing",
      "coqui.request.time-limit, 0, a whole number from 1 to 86400",
      "coqui.rate-limit.requests-per-minute, -1, a whole number from 0 to 1000000",
      "coqui.rate-limit.burst, -1, a whole number from 0 to 1000000",
      "coqui.server.trusted-proxies, -1, a whole number from 0 to 100",
      "coqui.cors.origins, https://a.org/, '* or origins such as https://example.org, in lower case, without a path'",
      "coqui.cors.origins, '*,https://a.b', '* or origins such as https://example.org, in lower case, without a path'",
      "coqui.admission.in-work, 0, a whole number from 1 to 1000",
      "coqui.admission.waiting, -1, a whole number from 0 to 5000",
      "coqui.engine.queue-capacity, 79, at least 80: "
          + "coqui.admission.in-work (10) times coqui.speech.chunks-in-flight (8)",
      "camel.server.port, 65536, a whole number from 0 to 65535",
      "coqui.download.base-url, example.org, "
          + "'the address of a folder, https://HOST/PATH/, without user, query and fragment'",
      "coqui.download.stall-limit, 0, a whole number from 1 to 3600",
      "coqui.download.attempts, 0, a whole number from 1 to 1000",
      "coqui.management.port, 65536, a whole number from 0 to 65535",
      "coqui.management.port, 8080, another port than camel.server.port (8080)",
      "coqui.metrics.on-main-port, yes, false or true",
      "coqui.cost.gpu-second-usd, -1, a number from 0.0 to 1000.0",
      "coqui.log.level, LOUD, 'ERROR, WARN, INFO or DEBUG'"})
  void load_withABadValue_isRefusedWithKeyFoundAndExpected(String key, String value, String expected) {
    assertThatThrownBy(() -> load(Map.of(), Map.of(key, value)))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("%s is '%s' (command line), expected %s", key, value, expected);
  }

  @Test
  void load_withATooShortApiKey_isRefusedWithoutTellingIt() {
    assertThatThrownBy(() -> load(Map.of("COQUI_API_KEYS", "long-enough-for-a-key, tooshort"), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("coqui.api-keys (environment variable COQUI_API_KEYS) has, as number 2, a key of 8 characters,"
            + " expected 16 to 256 of ASCII without spaces");
  }

  @Test
  void apiKeys_fileMissing_isRefused() {
    HttpSettings settings = load(Map.of(), Map.of("coqui.api-keys.file", "/nowhere/keys")).http();

    assertThatThrownBy(settings::apiKeys)
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("coqui.api-keys.file is '/nowhere/keys'")
        .hasMessageContaining("cannot be read");
  }

  @Test
  void all_secrets_areLeftOut() {
    assertThat(load(Map.of("COQUI_API_KEYS", "long-enough-for-a-key"), Map.of()).all().toString())
        .doesNotContain("long-enough");
  }

  @Test
  void rateLimit_withoutABurst_allowsAMinutesAtOnce() {
    assertThat(load(Map.of(), Map.of("coqui.rate-limit.requests-per-minute", "30")).http().rateLimit())
        .isEqualTo(new RateLimitSettings(30, 30, 0));
  }

  @Test
  void load_withAKeyThatDoesNotExist_isRefusedWithTheNearest() throws IOException {
    assertThatThrownBy(() -> load(Map.of(), Map.of("coqui.text.max-charaters", "7")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("There is no setting coqui.text.max-charaters (command line);"
            + " the nearest is coqui.text.max-characters");

    writeConfiguration("coqui.engine.thread=2");
    assertThatThrownBy(() -> load(Map.of(), Map.of()))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("application.properties")
        .hasMessageEndingWith("the nearest is coqui.engine.threads");
  }

  @Test
  void load_withASystemPropertyThatDoesNotExist_tellsIt() {
    Properties system = new Properties();
    system.setProperty("coqui.engine.thread", "2");
    system.setProperty("coqui.engine.threads", "2");

    Settings settings = Settings.load(new Installation(List.of(folder)), Map.of(), system, Map.of());

    assertThat(settings.unknownNames()).containsExactly("coqui.engine.thread");
    assertThat(settings.engine().threads()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"auto, true, text", "auto, false, json", "text, false, text", "json, true, json"})
  void logFormat_auto_dependsOnWhoReadsIt(String set, boolean atATerminal, String format) {
    assertThat(load(Map.of(), Map.of("coqui.log.format", set)).log().format(atATerminal)).isEqualTo(format);
  }

  @Test
  void load_withAKeyOfARoute_isNotOursToRefuse() throws IOException {
    writeConfiguration("x.greeting=hello");

    assertThat(load(Map.of(), Map.of()).all()).containsEntry("x.greeting", "hello");
  }

  @Test
  void unknownNames_ofOurs_areThoseThatNameNoKey() {
    Settings settings = load(Map.of(
        "COQUI_TEXT_MAX_CHARATERS", "7", "COQUI_MODEL_DIR", "/m", "COQUI_TOS_AGREED", "1", "HOME", "/",
        "COQUI_CAMEL_SERVICE_HOST", "10.0.0.1", "COQUI_CAMEL_PORT_8080_TCP", "tcp://10.0.0.1:8080"), Map.of());

    assertThat(settings.unknownNames()).containsExactly("COQUI_TEXT_MAX_CHARATERS");
  }

  @Test
  void load_withAPathThatIsNone_isRefused() {
    assertThatThrownBy(() -> load(Map.of(), Map.of("coqui.model.dir", "a\0b")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("coqui.model.dir");
  }

  @Test
  void speakers_metadataFileSet_isThatFile() {
    assertThat(load(Map.of(), Map.of(
        "coqui.speakers.metadata-file", "/data/speakers.json", "coqui.speakers.volume", "/data")).speakers())
        .isEqualTo(new SpeakerSettings(Path.of("/data/speakers.json"), Optional.of(Path.of("/data"))));
  }

  @Test
  void speakers_demoVoice_isBesideItsUnpackedFiles() {
    assumeThat(Path.of("/models/coqui/xtts_v2")).doesNotExist();
    assertThat(load(Map.of(), Map.of("coqui.cache.dir", "/cache")).speakers())
        .isEqualTo(new SpeakerSettings(Path.of("/cache/demo-voice/speaker_metadata.json"), Optional.empty()));
  }

  @Test
  void speakers_checkpointAndNoVolume_isBesideTheCheckpoint() {
    assumeThat(Path.of("/models/coqui")).doesNotExist();
    assertThat(load(Map.of(), Map.of("coqui.model.dir", "/data/xtts")).speakers().metadataFile())
        .isEqualTo(Path.of("/data/xtts/speaker_metadata.json"));
  }

  @Test
  void routes_ofTheWorkingDirectory_areTakenFromThere() throws IOException {
    Files.createDirectories(folder.resolve("routes"));
    Files.createFile(folder.resolve("routes/synthesize.yaml"));

    assertThat(load(Map.of(), Map.of()).routes().all()).isEqualTo("file:" + folder + "/routes/*.yaml");
    assertThat(load(Map.of(), Map.of()).routes().ofCommands())
        .isEqualTo("file:" + folder + "/routes/synthesize.yaml,file:" + folder + "/routes/errors.yaml");
  }

  @Test
  void routes_foundNowhere_areTheCopiesInTheJar() {
    assertThat(load(Map.of(), Map.of()).routes().all()).isEqualTo("classpath:routes/*.yaml");
  }

  @Test
  void applicationProperties_everyKey_isExplainedByAComment() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("config/application.properties"));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("=") && !lines.get(i).startsWith("#")) {
        assertThat(lines.get(i - 1)).as("the line above " + lines.get(i)).startsWith("# ");
      }
    }
  }

  private void writeConfiguration(String content) throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(folder.resolve("config/application.properties"), content);
  }

  private Settings load(Map<String, String> environment, Map<String, String> options) {
    return Settings.load(new Installation(List.of(folder)), environment, new Properties(), options);
  }
}
