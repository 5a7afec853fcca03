package coqui;

import coqui.cache.AudioCacheLimits;
import coqui.checkpoint.DemoCheckpoint;
import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import coqui.pipeline.SpeechLimits;
import coqui.speech.ModelLoadException;
import coqui.xtts.EngineSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What the operator wants, read once at the start; every key and its default stand in
 * {@code config/application.properties}. Rising order: that file, an environment variable, a system property, an
 * option on the command line. A value that cannot be used, or a {@code coqui.…} key that does not exist, is an
 * {@link InvalidSettingException} here, not a surprise later.
 */
public final class Settings {

  private static final Path PUBLISHED_MODEL = Path.of("/models/coqui/xtts_v2");

  private static final long MOST_BYTES = 1L << 50;

  private final Installation installation;
  private final SortedMap<String, Setting> settings;
  private final SettingValues values;
  private final HttpSettings http;
  private final LogSettings log;
  private final DownloadSettings downloads;
  private final MetricsSettings metrics;
  private final RouteSettings routes;
  private final VoiceSettings voices;
  private final BatchSettings batches;
  private final List<String> unknownNames;
  private final Path userCache;

  private Settings(
      Installation installation,
      SortedMap<String, Setting> settings,
      List<String> unknownNames,
      Path userCache,
      Path userData) {
    this.installation = installation;
    this.settings = settings;
    this.values = new SettingValues(settings);
    this.http = new HttpSettings(values);
    this.log = new LogSettings(installation, values);
    this.downloads = new DownloadSettings(values);
    this.metrics = new MetricsSettings(values);
    this.routes = new RouteSettings(installation, values);
    this.voices = new VoiceSettings(values, this, userData);
    this.batches = new BatchSettings(values);
    this.unknownNames = unknownNames;
    this.userCache = userCache;
  }

  /**
   * Reads the settings of this program.
   *
   * @param options what the command line says, by key
   */
  public static Settings load(Map<String, String> options) {
    return load(Installation.ofThisProgram(), System.getenv(), System.getProperties(), options);
  }

  static Settings load(
      Installation installation, Map<String, String> environment, Properties system, Map<String, String> options) {
    SettingLayers layers = new SettingLayers();
    KnownKeys known;
    try (InputStream defaults = Installation.packaged("config/application.properties")) {
      layers.file("shipped config/application.properties", properties(defaults));
      known = new KnownKeys(layers.settings().keySet());
      Optional<Path> folder = installation.folder("config", "application.properties");
      if (folder.isPresent()) {
        Path file = folder.get().resolve("application.properties");
        try (InputStream stream = Files.newInputStream(file)) {
          layers.file(file.toString(), properties(stream));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("config/application.properties cannot be read: " + e.getMessage(), e);
    }
    List<String> unknown = layers.unknownNames(environment, system);
    layers.environment(environment).systemProperties(system).commandLine(options);
    known.check(layers.settings());
    Settings settings = new Settings(
        installation, layers.settings(), unknown,
        userFolder(environment, "XDG_CACHE_HOME", ".cache"),
        userFolder(environment, "XDG_DATA_HOME", ".local/share"));
    settings.check();
    return settings;
  }

  private static Properties properties(InputStream stream) throws IOException {
    Properties properties = new Properties();
    properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    return properties;
  }

  private void check() {
    modelDirectory();
    cacheDirectory();
    engine();
    requests();
    audio();
    audioCache();
    voicesKept();
    speakers();
    voices.check();
    http.check();
    checkThatTheEngineCanTakeWhatIsAdmitted();
    log.check();
    downloads.check();
    metrics.check(http.port());
    routes.check();
    batches.check();
  }

  /** Else requests that were let in would be refused by a full queue. */
  private void checkThatTheEngineCanTakeWhatIsAdmitted() {
    int requests = http.admission().inWork();
    int chunks = requests().chunksInFlight();
    if (engine().queueCapacity() < (long) requests * chunks) {
      throw values.refused("coqui.engine.queue-capacity",
          "at least %d: coqui.admission.in-work (%d) times coqui.speech.chunks-in-flight (%d)"
              .formatted((long) requests * chunks, requests, chunks));
    }
  }

  /** The checkpoint to serve; empty for the embedded demo voice. */
  public Optional<Path> modelDirectory() {
    return values.path("coqui.model.dir").or(() -> Optional.of(PUBLISHED_MODEL).filter(Files::isDirectory));
  }

  /** The folder of the checkpoint to serve; that of the demo voice may not be there yet. */
  Path checkpointDirectory() {
    return modelDirectory().orElseGet(() -> DemoCheckpoint.directory(cacheDirectory()));
  }

  /**
   * The folder of the checkpoint to serve; the demo voice is unpacked first where that is the one.
   *
   * @throws ModelLoadException if it cannot be unpacked
   */
  public Path checkpoint() {
    return modelDirectory().orElseGet(() -> DemoCheckpoint.unpack(cacheDirectory()));
  }

  /** What the model may use. */
  public EngineSettings engine() {
    int threads = values.integer("coqui.engine.threads", 0, 1_024);
    return new EngineSettings(
        values.integer("coqui.engine.queue-capacity", 1, 100_000),
        values.integer("coqui.engine.sequences", 1, 1_000),
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        values.oneOf("coqui.guard.enabled", "true", "false").equals("true"),
        precision("coqui.engine.precision", List.of(Precision.values())),
        precision("coqui.engine.vocoder-precision", Precisions.OF_VOCODER),
        values.oneOf("coqui.engine.gpu-required", "true", "false").equals("true"));
  }

  private Optional<Precision> precision(String key, List<Precision> precisions) {
    return Precision.of(values.oneOf(key,
        Stream.concat(Stream.of("auto"), precisions.stream().map(Precision::toString)).toArray(String[]::new)));
  }

  /** Where what can be made again is kept. It need not exist yet. */
  public Path cacheDirectory() {
    return values.path("coqui.cache.dir").orElseGet(() -> userCache.resolve("coqui-camel"));
  }

  /** As the XDG Base Directory Specification has it. */
  private static Path userFolder(Map<String, String> environment, String variable, String belowHome) {
    String xdg = environment.getOrDefault(variable, "");
    return xdg.isBlank() ? Path.of(System.getProperty("user.home"), belowHome) : Path.of(xdg);
  }

  /** What one request may ask for. */
  public RequestSettings requests() {
    return new RequestSettings(
        new SpeechLimits(
            values.integer("coqui.text.max-characters", 1, 10_000_000),
            values.integer("coqui.text.max-passages", 1, 10_000),
            values.decimal("coqui.text.max-pause", 0, 3_600)),
        values.text("coqui.speech.default-speaker"),
        values.integer("coqui.speech.chunks-in-flight", 1, 10_000));
  }

  /** How answers sound. */
  public AudioSettings audio() {
    return new AudioSettings(
        values.integer("coqui.audio.sample-rate", 8_000, 48_000),
        values.decimal("coqui.audio.crossfade-ms", 0, 1_000) / 1_000,
        values.decimal("coqui.audio.target-lufs", -40, -5),
        values.decimal("coqui.audio.true-peak-dbfs", -20, 0));
  }

  /** What recordings that were made before may take up. */
  public AudioCacheLimits audioCache() {
    return new AudioCacheLimits(
        values.integer("coqui.audio-cache.memory-bytes", 0, MOST_BYTES),
        values.path("coqui.audio-cache.directory"),
        values.integer("coqui.audio-cache.directory-bytes", 0, MOST_BYTES));
  }

  /** How many cloned voices are kept for those who send the same recordings again. */
  public int voicesKept() {
    return values.integer("coqui.voice-cache.voices", 0, 1_000_000);
  }

  /** Where the metadata of the speakers is kept. */
  public SpeakerSettings speakers() {
    return SpeakerSettings.of(values, this);
  }

  /** Where voices that clients save are kept. */
  public VoiceSettings voices() {
    return voices;
  }

  /** How the HTTP server runs. */
  public HttpSettings http() {
    return http;
  }

  /** What serve logs, and how. */
  public LogSettings log() {
    return log;
  }

  /** How the command download fetches a checkpoint. */
  public DownloadSettings downloads() {
    return downloads;
  }

  /** Where metrics can be read. */
  public MetricsSettings metrics() {
    return metrics;
  }

  /** Environment variables and system properties that look as if they were meant for us, but name no key. */
  public List<String> unknownNames() {
    return unknownNames;
  }

  /** What is allowed to those who bring many texts at once. */
  public BatchSettings batches() {
    return batches;
  }

  /** Where the routes come from. */
  public RouteSettings routes() {
    return routes;
  }

  /** The file with the settings; empty where it is the one inside the jar. */
  public Optional<Path> file() {
    return installation.folder("config", "application.properties")
        .map(folder -> folder.resolve("application.properties"));
  }

  /** Every key and its value, but secrets, for Camel and for placeholders in routes. */
  Properties all() {
    Properties all = new Properties();
    settings.forEach((key, setting) -> all.setProperty(key, setting.value()));
    all.remove(HttpSettings.API_KEYS);
    batches.tell(all);
    return all;
  }

  /**
   * @param limits of one request
   * @param defaultSpeaker who speaks where a request names nobody, if the checkpoint has that voice
   * @param chunksInFlight chunks of one request that may be with the engine at a time
   */
  public record RequestSettings(SpeechLimits limits, String defaultSpeaker, int chunksInFlight) {}

  /**
   * @param sampleRate of answers in Hz, unless a request says otherwise
   * @param crossfadeSeconds overlap of neighbouring chunks
   * @param targetLufs loudness of answers
   * @param truePeakDbfs their highest true peak
   */
  public record AudioSettings(int sampleRate, double crossfadeSeconds, double targetLufs, double truePeakDbfs) {}
}
