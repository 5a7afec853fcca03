package coqui.http.tts;

import coqui.pipeline.Recall;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import org.apache.camel.Exchange;

/** What a client says of kept answers, in {@code Cache-Control} (RFC 9111): {@code no-store} alone is heard. */
public final class CacheControl {

  private CacheControl() {}

  /** Tells the steps of {@code exchange} what the client of {@code request} wants. */
  public static void heed(HttpServerRequest request, Exchange exchange) {
    boolean noStore = request.headers().getAll(HttpHeaders.CACHE_CONTROL).stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .anyMatch(directive -> directive.strip().equalsIgnoreCase("no-store"));
    if (noStore) {
      Recall.forbidFor(exchange);
    }
  }
}
