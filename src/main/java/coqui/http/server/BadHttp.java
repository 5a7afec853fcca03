package coqui.http.server;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import coqui.http.JsonAnswer;
import coqui.http.Problem;
import coqui.http.RequestId;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;
import java.util.regex.Pattern;

/** What is said to what no router ever sees: heads that are no HTTP, or too large. */
final class BadHttp {

  private static final Pattern PATH = Pattern.compile("(https?://[^/]*)?/([^%]|%[0-9A-Fa-f]{2})*+", CASE_INSENSITIVE);
  private static final Set<HttpVersion> VERSIONS = Set.of(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);

  private BadHttp() {}

  /** Whether the first line names a path that can be looked for, and a version that this is; Vert.x minds neither. */
  static boolean isReadable(HttpRequest head) {
    return PATH.matcher(head.uri()).matches() && VERSIONS.contains(head.protocolVersion());
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
    return Problem.of(400, "bad_request", "The request cannot be read as HTTP/1.1 says it should.");
  }

  /** Answers a request that has its id, and hangs up. */
  static void refuse(HttpServerRequest request, Problem problem) {
    String id = RequestId.of(request.response());
    request.response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", JsonAnswer.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(Buffer.buffer(ErrorShape.at(request.path()).json(problem, id)))
        .onComplete(written -> request.connection().close());
  }
}
