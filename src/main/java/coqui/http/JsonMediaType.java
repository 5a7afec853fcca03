package coqui.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The form of a body that is JSON. */
final class JsonMediaType {

  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

  private JsonMediaType() {}

  /**
   * Refuses a body that comes in any other form. Here, since the router's own check of {@code consumes} minds upper
   * case and not the character set.
   */
  static void check(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    boolean json = type != null && JSON_IN_UTF_8.matcher(type).matches();
    if (!json || !(encoding == null || encoding.equalsIgnoreCase("identity"))) {
      throw new RefusedRequestException(Problem.unsupportedMediaType(List.of(RouterEdge.JSON)));
    }
  }
}
