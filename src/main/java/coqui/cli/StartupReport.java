package coqui.cli;

import coqui.HttpSettings;
import coqui.Settings;
import coqui.Version;
import coqui.pipeline.SpeechModel;
import coqui.speech.Language;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What the server tells its operator of itself, once: what was chosen, as one event with a field each,
 * {@code serve.ready} or {@code serve.failed}; and before, what a person must know. Nothing of it is a secret.
 */
final class StartupReport {

  private static final Logger log = LoggerFactory.getLogger(StartupReport.class);
  private static final String INSIDE_THE_JAR = "inside the jar";

  private final Settings settings;
  private final int port;
  private final Optional<Integer> managementPort;

  /**
   * @param port that the server listens on
   * @param managementPort of the metrics; empty where there is none
   */
  StartupReport(Settings settings, int port, Optional<Integer> managementPort) {
    this.settings = settings;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** The port is open; the model loads. */
  void listening() {
    log.atInfo()
        .addKeyValue("version", Version.number())
        .addKeyValue("host", settings.http().host())
        .addKeyValue("port", port)
        .log("serve.listening");
    StartupWarnings.of(settings).forEach(log::warn);
  }

  /** The model is there. */
  void ready(SpeechModel model, double seconds) {
    LoggingEventBuilder event = log.atInfo()
        .addKeyValue("version", Version.number())
        .addKeyValue("model", model.name())
        .addKeyValue("demo_voice", settings.modelDirectory().isEmpty())
        .addKeyValue("device", model.device())
        .addKeyValue("precision", model.precision())
        .addKeyValue("vocoder_precision", model.vocoderPrecision())
        .addKeyValue("languages", model.languages().stream().map(Language::code).toList())
        .addKeyValue("voices", model.voices().size())
        .addKeyValue("load_seconds", Math.rint(seconds * 10) / 10);
    withSettings(event).log("serve.ready");
  }

  /** There will be no model: requests for speech are answered with 500. */
  void failed(Throwable failure) {
    LoggingEventBuilder event = log.atError()
        .setCause(failure.getCause())
        .addKeyValue("problem", failure.getMessage())
        .addKeyValue("version", Version.number());
    withSettings(event).log("serve.failed");
  }

  private LoggingEventBuilder withSettings(LoggingEventBuilder event) {
    HttpSettings http = settings.http();
    event
        .addKeyValue("threads", settings.engine().threads())
        .addKeyValue("slots", settings.engine().sequences())
        .addKeyValue("guards", settings.engine().guarded())
        .addKeyValue("host", http.host())
        .addKeyValue("port", port)
        .addKeyValue("management_host", settings.metrics().host())
        .addKeyValue("settings", settings.file().map(Object::toString).orElse(INSIDE_THE_JAR))
        .addKeyValue("routes", settings.routes().folder().map(Object::toString).orElse(INSIDE_THE_JAR))
        .addKeyValue("routes_reload", settings.routes().reload())
        .addKeyValue("cache", settings.cacheDirectory().toString())
        .addKeyValue("speaker_metadata", settings.speakers().metadataFile().toString())
        .addKeyValue("audio_cache",
            settings.audioCache().directory().map(Object::toString).orElse("memory"))
        .addKeyValue("requests_in_work", http.admission().inWork())
        .addKeyValue("requests_waiting", http.admission().waiting())
        .addKeyValue("text_characters", settings.requests().limits().characters())
        .addKeyValue("request_seconds", http.requestTimeLimit().toSeconds())
        .addKeyValue("stop_seconds", http.stopDelay().plus(http.drainTime()).toSeconds())
        .addKeyValue("api_keys", http.keysNeeded())
        .addKeyValue("rate_limit_per_minute", http.rateLimit().requestsPerMinute())
        .addKeyValue("cors_origins", http.corsOrigins())
        .addKeyValue("trusted_proxies", http.rateLimit().trustedProxies());
    managementPort.ifPresent(open -> event.addKeyValue("management_port", open));
    StartupWarnings.space(settings.cacheDirectory()).ifPresent(free -> event.addKeyValue("cache_bytes_free", free));
    return event;
  }
}
