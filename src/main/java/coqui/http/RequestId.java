package coqui.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request is called in its answer and in the log: the client's own {@code X-Request-Id} where it is short and
 * plain, so that it can be followed through proxies, else a fresh one. It lives in the answer's header from the first
 * moment on.
 */
public final class RequestId {

  /** Name of the header, of requests and answers. */
  public static final String HEADER = "X-Request-Id";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** Names the request. */
  public static void assign(HttpServerRequest request) {
    String sent = request.getHeader(HEADER);
    boolean usable = sent != null && PLAIN.matcher(sent).matches();
    request.response().putHeader(HEADER, usable ? sent : fresh());
  }

  /** A name for a request that has none. */
  public static String fresh() {
    return UUID.randomUUID().toString();
  }

  /** The name of the request that {@code response} answers. */
  public static String of(HttpServerResponse response) {
    return response.headers().get(HEADER);
  }
}
