package coqui.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One event for every request, {@code http.request}: what was asked for (without the query), and how it ended. */
final class AccessLog {

  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
  private static final int LONGEST_PATH = 200;

  private AccessLog() {}

  /** Tells of the request once it is over; it has its id. */
  static void follow(RoutingContext context) {
    long began = System.nanoTime();
    context.addEndHandler(ended -> {
      LoggingEventBuilder event = about(context.request());
      if (ended.succeeded()) {
        event.addKeyValue("status", context.response().getStatusCode());
      } else {
        event.addKeyValue("client_left", true);
      }
      event.addKeyValue("milliseconds", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
          .addKeyValue("bytes", context.response().bytesWritten())
          .log("http.request");
    });
  }

  /** Tells of a request that no router ever saw; it has its id. */
  static void refused(HttpServerRequest request, Problem problem) {
    log.atInfo()
        .addKeyValue("status", problem.status())
        .addKeyValue("error", problem.code())
        .addKeyValue("request_id", RequestId.of(request.response()))
        .log("http.request");
  }

  private static LoggingEventBuilder about(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    return log.atInfo()
        .addKeyValue("request_id", RequestId.of(request.response()))
        .addKeyValue("method", request.method().name())
        .addKeyValue("path", path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…");
  }
}
