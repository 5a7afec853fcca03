package coqui.pipeline;

import coqui.speech.Language;
import coqui.speech.Passage;
import coqui.speech.SpeechRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Tells the log of every text that is spoken, as events with fields: {@code tts.inference.start}, then
 * {@code tts.inference.done} or {@code tts.inference.failed}; {@code tts.cache.hit} where nothing had to be spoken. The
 * request's name comes from the {@link Step} that tells. A {@link SpeechListener} hears of what was spoken, too.
 */
public final class InferenceLog {

  private static final Logger log = LoggerFactory.getLogger(InferenceLog.class);
  private static final String PROPERTY = "inference";

  private final boolean texts;
  private final LongSupplier nanoTime;
  private final SpeechListener listener;

  private record Inference(SpeechRequest request, long began, OptionalLong firstSound) {}

  /**
   * @param texts whether the texts themselves are logged, for debugging; else only how long they are
   * @param nanoTime a clock as {@link System#nanoTime}
   * @param listener hears of first sounds and of texts that are spoken
   */
  public InferenceLog(boolean texts, LongSupplier nanoTime, SpeechListener listener) {
    this.texts = texts;
    this.nanoTime = nanoTime;
    this.listener = listener;
  }

  /** The text of {@code exchange} is planned and goes to the model. */
  void start(Exchange exchange, SpeechRequest request, int chunks) {
    exchange.setProperty(PROPERTY, new Inference(request, nanoTime.getAsLong(), OptionalLong.empty()));
    LoggingEventBuilder event = about(request, Level.INFO).addKeyValue("chunks", chunks);
    (texts ? event.addKeyValue("text", texts(request)) : event).log("tts.inference.start");
  }

  /** The first sound of a text that is streamed is there. */
  void firstSound(Exchange exchange) {
    running(exchange).ifPresent(inference -> exchange.setProperty(PROPERTY,
        new Inference(inference.request(), inference.began(), OptionalLong.of(nanoTime.getAsLong()))));
    listener.firstSound(RequestLife.of(exchange).age(), true);
  }

  /** It is spoken and encoded, or sent. */
  void done(Exchange exchange, double audioSeconds) {
    running(exchange).ifPresent(inference -> {
      if (inference.firstSound().isEmpty()) {   // it comes with all the others
        listener.firstSound(RequestLife.of(exchange).age(), false);
      }
      Duration took = took(inference);
      listener.spoken(inference.request().characters(), audioSeconds, took);
      double seconds = seconds(took);
      LoggingEventBuilder event = about(inference.request(), Level.INFO)
          .addKeyValue("duration_seconds", rounded(seconds))
          .addKeyValue("audio_seconds", rounded(audioSeconds))
          .addKeyValue("real_time_factor", rounded(seconds / audioSeconds));
      inference.firstSound().ifPresent(at -> event.addKeyValue(
          "first_audio_milliseconds", TimeUnit.NANOSECONDS.toMillis(at - inference.began())));
      event.log("tts.inference.done");
    });
  }

  /** Nothing had to be spoken: the recording was kept. */
  void recalled(SpeechRequest request, FinishedSpeech speech) {
    about(request, Level.INFO).addKeyValue("audio_seconds", rounded(speech.seconds())).log("tts.cache.hit");
  }

  /**
   * The route of {@code exchange} failed.
   *
   * @param code what the client is told
   * @param fault the exception where it is a fault of ours; empty where the client left, or the like
   * @return whether a text was being spoken, so that this was an event
   */
  public boolean failed(Exchange exchange, String code, Optional<Throwable> fault) {
    Optional<Inference> running = running(exchange);
    running.ifPresent(inference -> {
      LoggingEventBuilder event = about(inference.request(), fault.isPresent() ? Level.ERROR : Level.INFO)
          .addKeyValue("error", code)
          .addKeyValue("duration_seconds", rounded(seconds(took(inference))));
      fault.ifPresent(event::setCause);
      event.log("tts.inference.failed");
    });
    return running.isPresent();
  }

  private static Optional<Inference> running(Exchange exchange) {
    return Optional.ofNullable((Inference) exchange.removeProperty(PROPERTY));
  }

  private static LoggingEventBuilder about(SpeechRequest request, Level level) {
    return log.atLevel(level)
        .addKeyValue("speaker", String.join(", ", request.speakers()))
        .addKeyValue("language", request.languages().stream().map(Language::code).collect(Collectors.joining(", ")))
        .addKeyValue("text_length", request.characters());
  }

  private static String texts(SpeechRequest request) {
    return request.passages().stream().map(Passage::text).collect(Collectors.joining("\n"));
  }

  private Duration took(Inference inference) {
    return Duration.ofNanos(nanoTime.getAsLong() - inference.began());
  }

  private static double seconds(Duration duration) {
    return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
  }

  private static double rounded(double value) {
    return Math.rint(value * 1_000) / 1_000;
  }
}
