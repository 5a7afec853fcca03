package coqui.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** What is said to what no router ever sees: heads that are no HTTP, or too large. */
final class BadHttp {

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private BadHttp() {}

  /** Whether the first line names something that can be looked for. */
  static boolean isReadable(String uri) {
    return !BROKEN_ESCAPE.matcher(uri).find();
  }

  /** @param cause why a head could not be read */
  static Problem problem(Throwable cause, ServerLimits limits) {
    if (cause instanceof TooLongHttpLineException) {
      return Problem.of(414, "uri_too_long", "The first line of the request has more than %d bytes (%s)."
          .formatted(limits.lineBytes(), ServerLimits.LINE_BYTES));
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return Problem.of(431, "headers_too_large", "The headers have more than %d bytes (%s)."
          .formatted(limits.headerBytes(), ServerLimits.HEADER_BYTES));
    }
    return Problem.of(400, "bad_request", "The request cannot be read as HTTP says it should.");
  }

  /** Answers a request that has its id, and hangs up. */
  static void refuse(HttpServerRequest request, Problem problem) {
    String id = RequestId.of(request.response());
    AccessLog.refused(request, problem);
    request.response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", RouterEdge.JSON)
        .putHeader("Connection", "close")
        .end(Buffer.buffer(problem.json(id)))
        .onComplete(written -> request.connection().close());
  }
}
