package coqui.http.guard;

import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.http.page.Page;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets nobody without a key pass, where keys are needed, before anything of the body is read. What tells nothing of
 * the service's work is open to all: health, documentation, and the page that asks its user for a key.
 *
 * <p>A key comes as {@code Authorization: Bearer KEY} or {@code X-API-Key: KEY}; where several are sent, they must be
 * the same one.
 */
public final class Authentication implements Handler<RoutingContext> {

  private static final String CLIENT = "coqui.client";
  private static final String API_KEY_HEADER = "X-API-Key";
  private static final Pattern BEARER = Pattern.compile("\\s*Bearer\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);
  private static final Set<String> OPEN =
      Set.of("/", "/health", "/health/ready", "/docs", "/openapi.json", "/openapi.yaml");
  private static final String BELOW_DOCS = "/docs/";
  private static final Set<String> OPENAI_LISTS = Set.of("/v1/audio/voices", "/v1/audio/models");
  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final ApiKeys keys;
  private final boolean listsNeedKey;

  /** @param listsNeedKey whether the lists that Open WebUI asks for without a key need one, as all else does */
  public Authentication(ApiKeys keys, boolean listsNeedKey) {
    this.keys = keys;
    this.listsNeedKey = listsNeedKey;
  }

  @Override
  public void handle(RoutingContext context) {
    if (keys.needed() && !isOpen(context.request().method(), context.normalizedPath())) {
      Set<String> presented = presented(context.request());
      Optional<String> name =
          presented.size() == 1 ? keys.nameOf(presented.iterator().next()) : Optional.empty();
      if (name.isEmpty()) {
        context.fail(new RefusedRequestException(refusal(presented.size())));
        return;
      }
      context.put(CLIENT, name.get());
    }
    context.next();
  }

  /** A name for the client that was let in by its key; empty where none was needed. */
  static Optional<String> clientOf(RoutingContext context) {
    return Optional.ofNullable(context.get(CLIENT));
  }

  private boolean isOpen(HttpMethod method, String path) {
    return OPEN.contains(path) || path.startsWith(BELOW_DOCS) || path.startsWith(Page.FILES)
        || !listsNeedKey && READING.contains(method) && OPENAI_LISTS.contains(path);
  }

  private static Set<String> presented(HttpServerRequest request) {
    Set<String> keys = new HashSet<>(request.headers().getAll(API_KEY_HEADER));
    for (String authorization : request.headers().getAll(HttpHeaders.AUTHORIZATION)) {
      Matcher bearer = BEARER.matcher(authorization);
      if (bearer.matches()) {
        keys.add(bearer.group(1));
      }
    }
    return keys;
  }

  private static Problem refusal(int presented) {
    String problem = switch (presented) {
      case 0 -> "There is no API key; send yours as Authorization: Bearer KEY or as X-API-Key: KEY.";
      case 1 -> "The API key is none of this server's.";
      default -> "There are different API keys; send one.";
    };
    return new Problem(401, "unauthorized", problem, Map.of(), Map.of("WWW-Authenticate", "Bearer"));
  }
}
