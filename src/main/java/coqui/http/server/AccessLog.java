package coqui.http.server;

import coqui.http.Problem;
import coqui.http.RequestId;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.SpeechException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One event for every request, {@code http.request}: what was asked for (without the query), and how it ended. An
 * {@link AnswerListener} hears of it, too.
 */
final class AccessLog {

  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final int LONGEST_PATH = 200;

  private final AnswerListener listener;

  AccessLog(AnswerListener listener) {
    this.listener = listener;
  }

  /**
   * Tells of the request once it is over; it has its id.
   *
   * @param path as the listener is to hear it
   */
  void follow(RoutingContext context, RequestLife life, String path) {
    long began = System.nanoTime();
    context.addEndHandler(ended -> {
      long nanos = System.nanoTime() - began;
      LoggingEventBuilder event = about(context.request());
      Optional<SpeechException> brokenOff = endedByUs(life);
      listener.answered(path, ended.succeeded() && brokenOff.isEmpty()
          ? context.response().getStatusCode()
          : Problem.of(brokenOff.orElseGet(ClientLeftException::new)).status(), Duration.ofNanos(nanos));
      if (ended.succeeded() || brokenOff.isPresent()) {
        event.addKeyValue("status", context.response().getStatusCode());
      } else {
        event.addKeyValue("client_left", true);
      }
      brokenOff.ifPresent(reason -> event.addKeyValue("error", reason.code()));
      event.addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(nanos))
          .addKeyValue("bytes", context.response().bytesWritten())
          .log("http.request");
    });
  }

  /** Why nobody waited any more, unless it was the client who left. */
  private static Optional<SpeechException> endedByUs(RequestLife life) {
    return life.ended().filter(reason -> !(reason instanceof ClientLeftException));
  }

  /** Tells of a request that no router ever saw; it has its id. */
  void refused(HttpServerRequest request, Problem problem) {
    listener.refused(problem.status());
    log.atInfo()
        .addKeyValue("status", problem.status())
        .addKeyValue("error", problem.code())
        .addKeyValue("request_id", RequestId.of(request.response()))
        .log("http.request");
  }

  private static LoggingEventBuilder about(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    LoggingEventBuilder event = log.atInfo();
    // A streamed answer ends on the request's own thread, all of whose lines have the name.
    if (!RequestLife.isNamedInLog()) {
      event.addKeyValue("request_id", RequestId.of(request.response()));
    }
    return event
        .addKeyValue("method", request.method().name())
        .addKeyValue("path", path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…");
  }
}
