package coqui.http.guard;

import coqui.http.RequestId;
import coqui.http.tts.IgnoredFields;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/**
 * Tells browsers which pages of other origins may use the service; without any, no header tells of it. A page that
 * may not is not refused but left without these headers, which its browser takes for a no: requests of the service's
 * own pages carry an origin too.
 */
public final class Cors implements Handler<RoutingContext> {

  /** Stands for every origin. */
  public static final String ANY = "*";

  private static final int PREFLIGHT_HOLDS_SECONDS = 3_600;
  private static final Set<HttpMethod> METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.DELETE, HttpMethod.OPTIONS);
  private static final Set<String> SENT =
      Set.of("Authorization", "Cache-Control", "Content-Type", "X-API-Key", RequestId.HEADER,
          // what OpenAI's client tells of itself, from a browser too
          "OpenAI-Organization", "OpenAI-Project", "X-Stainless-Arch", "X-Stainless-Lang", "X-Stainless-OS",
          "X-Stainless-Package-Version", "X-Stainless-Retry-Count", "X-Stainless-Runtime",
          "X-Stainless-Runtime-Version", "X-Stainless-Timeout");
  private static final Set<String> READ = Set.of("RateLimit", "RateLimit-Policy", "Retry-After", "X-Cache",
      "X-Duration-Sec", "X-Engine", IgnoredFields.HEADER, "X-Reference-Warnings", RequestId.HEADER, "X-Sample-Rate",
      "X-Should-Retry", "X-Speaker");

  private final List<String> origins;
  private final CorsHandler allowed;

  /** @param origins as browsers write them, {@code https://example.org}; or {@link #ANY} alone; or none */
  public Cors(List<String> origins) {
    this.origins = List.copyOf(origins);
    this.allowed = CorsHandler.create()
        .addOrigins(this.origins)
        .allowedMethods(METHODS)
        .allowedHeaders(SENT)
        .exposedHeaders(READ)
        .maxAgeSeconds(PREFLIGHT_HOLDS_SECONDS);
  }

  @Override
  public void handle(RoutingContext context) {
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    boolean any = origins.contains(ANY);
    if (!origins.isEmpty() && !any) {
      context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    }
    if (origin != null && (any || origins.contains(origin))) {
      allowed.handle(context);
    } else {
      context.next();
    }
  }
}
