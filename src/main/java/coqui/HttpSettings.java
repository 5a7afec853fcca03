package coqui;

import coqui.audio.DecodingLimits;
import coqui.audio.EncodingLimits;
import coqui.http.guard.ApiKeys;
import coqui.http.guard.Cors;
import coqui.http.guard.RateLimitSettings;
import coqui.http.server.ServerLimits;
import coqui.http.voices.UploadLimits;
import coqui.pipeline.AdmissionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the operator wants of the HTTP server: where it listens, and what its clients may cost. */
public final class HttpSettings {

  /** Its value is a secret. */
  static final String API_KEYS = "coqui.api-keys";

  private static final String API_KEYS_FILE = "coqui.api-keys.file";
  private static final Pattern ORIGIN = Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
  private static final int WORKERS_FOR_THE_REST = 16;
  private static final Duration BEYOND_ANY_REQUEST = Duration.ofSeconds(60);

  private final SettingValues values;
  private final OpenAiSettings openAi;

  HttpSettings(SettingValues values) {
    this.values = values;
    this.openAi = new OpenAiSettings(values);
  }

  void check() {
    host();
    port();
    admission();
    limits();
    requestTimeLimit();
    stallLimit();
    drainTime();
    stopDelay();
    rateLimit();
    corsOrigins();
    checkApiKeys();
    values.oneOf("coqui.sillytavern.enabled", "false", "true");   // the routes ask for it
    openAi.check();
    uploads();
    decoding();
    decodingAtATime();
    encoding();
  }

  /** Address to listen on. */
  public String host() {
    return values.text("camel.server.host");
  }

  /** Port to listen on, 0 for any free one. */
  public int port() {
    return values.integer("camel.server.port", 0, 65_535);
  }

  /** How many requests for speech there may be at a time. */
  public AdmissionLimits admission() {
    return new AdmissionLimits(
        values.integer("coqui.admission.in-work", 1, 1_000), values.integer("coqui.admission.waiting", 0, 5_000));
  }

  /**
   * Threads for requests: each holds one until it is answered. Those for speech cannot take them all, since no more are
   * let in; the rest is for what is answered at once: metadata, and refusals.
   */
  public int workerThreads() {
    return admission().inWork() + admission().waiting() + WORKERS_FOR_THE_REST;
  }

  /**
   * Makes sure that the server's address is free. Camel's server only logs when it is not, and the program would run
   * on deaf.
   *
   * @throws InvalidSettingException if it is taken, or no address of this machine
   */
  void checkAddressIsFree() {
    values.freePort("camel.server.port", host(), port());
  }

  /** What a connection may cost before a route has its request. */
  public ServerLimits limits() {
    return new ServerLimits(
        values.integer("coqui.server.max-connections", 1, 1_000_000),
        values.integer("coqui.server.max-line-bytes", 100, 1 << 20),
        values.integer("coqui.server.max-header-bytes", 100, 1 << 20),
        Duration.ofSeconds(values.integer("coqui.server.head-time-limit", 1, 3_600)),
        Duration.ofSeconds(values.integer("coqui.server.body-time-limit", 1, 3_600)),
        longestRequest().plus(BEYOND_ANY_REQUEST));
  }

  /** From the head of a request to its answer; batches have a limit of their own. */
  public Duration requestTimeLimit() {
    return Duration.ofSeconds(values.integer("coqui.request.time-limit", 1, 86_400));
  }

  /** After which nobody waits for an answer any more, whatever was asked for. */
  public Duration longestRequest() {
    Duration batch = new BatchSettings(values).timeLimit();
    return batch.compareTo(requestTimeLimit()) > 0 ? batch : requestTimeLimit();
  }

  /** How long a client may take nothing of what is streamed to it. */
  public Duration stallLimit() {
    return Duration.ofSeconds(values.integer("coqui.server.stall-limit", 1, 3_600));
  }

  /** How long requests in work may go on once the service is told to stop. */
  public Duration drainTime() {
    return Duration.ofSeconds(values.integer("camel.main.shutdown-timeout", 1, 3_600));
  }

  /** How long a service that is told to stop says that it is not ready and serves new requests all the same. */
  public Duration stopDelay() {
    return Duration.ofSeconds(values.integer("coqui.stop.delay", 0, 600));
  }

  /** How often one client may ask for speech. */
  public RateLimitSettings rateLimit() {
    int requestsPerMinute = values.integer("coqui.rate-limit.requests-per-minute", 0, 1_000_000);
    int burst = values.integer("coqui.rate-limit.burst", 0, 1_000_000);
    return new RateLimitSettings(
        requestsPerMinute,
        burst == 0 ? requestsPerMinute : burst,
        values.integer("coqui.server.trusted-proxies", 0, 100));
  }

  /** Whose pages may use the service from a browser. */
  public List<String> corsOrigins() {
    String key = "coqui.cors.origins";
    List<String> origins = values.list(key);
    boolean any = origins.contains(Cors.ANY);
    if (any && origins.size() > 1 || !any && !origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches())) {
      throw values.refused(key, "* or origins such as https://example.org, in lower case, without a path");
    }
    return origins;
  }

  /**
   * Who may use the service.
   *
   * @throws InvalidSettingException also if the file with keys is missing or has none
   */
  public ApiKeys apiKeys() {
    Optional<Path> file = values.path(API_KEYS_FILE);
    try {
      return new ApiKeys(values.list(API_KEYS), file);
    } catch (IllegalArgumentException e) {
      throw values.refused(API_KEYS_FILE, "a file with API keys; it " + e.getMessage());
    }
  }

  /** Whether clients need a key. */
  public boolean keysNeeded() {
    return !values.list(API_KEYS).isEmpty() || values.path(API_KEYS_FILE).isPresent();
  }

  /** All but the file, which a command has no need to read. */
  private void checkApiKeys() {
    values.path(API_KEYS_FILE);
    try {
      ApiKeys.check(values.list(API_KEYS));
    } catch (IllegalArgumentException e) {
      throw values.refusedSecret(API_KEYS, e.getMessage());
    }
  }

  /** What there is for OpenAI's clients. */
  public OpenAiSettings openAi() {
    return openAi;
  }

  /** What uploaded recordings may cost while they are received. */
  public UploadLimits uploads() {
    return new UploadLimits(
        values.integer("coqui.upload.max-file-bytes", 1_000, 1 << 30),
        values.integer("coqui.upload.max-body-bytes", 1_000, 1 << 30),
        values.integer("coqui.upload.max-files", 1, 8),
        values.integer("coqui.upload.memory-bytes", 1_000, Integer.MAX_VALUE),
        Duration.ofSeconds(values.integer("coqui.upload.time-limit", 1, 3_600)));
  }

  /** What an uploaded recording may cost while it is decoded. */
  public DecodingLimits decoding() {
    return new DecodingLimits(
        Duration.ofSeconds(values.integer("coqui.decoding.time-limit", 1, 600)),
        Duration.ofSeconds(values.integer("coqui.decoding.max-length", 3, 3_600)),
        values.integer("coqui.decoding.max-bytes", 1 << 20, 1 << 30));
  }

  /** How many recordings are decoded at a time. */
  public int decodingAtATime() {
    return values.integer("coqui.decoding.at-a-time", 1, 1_000);
  }

  /** What it may cost to bring answers into the format that was asked for. */
  public EncodingLimits encoding() {
    return new EncodingLimits(
        Duration.ofSeconds(values.integer("coqui.encoding.time-limit", 1, 3_600)),
        values.integer("coqui.encoding.at-a-time", 1, 1_000));
  }
}
