package coqui.http.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coqui.http.Problem;
import coqui.http.RefusedRequestException;
import coqui.http.sillytavern.ParseSillyTavernRequest;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Bounds how often one client asks for speech, before anything of the body is read: every POST counts, since speech is
 * all that is asked for so, and what SillyTavern's client asks for by GET. A client is whoever has the same API key, else the same address.
 *
 * <p>Each client has a bucket of tokens. A request takes one, an empty bucket refuses, and time fills it up again.
 * The answer tells of it in the fields {@code RateLimit-Policy} and {@code RateLimit} of the IETF's
 * draft-ietf-httpapi-ratelimit-headers-10.
 *
 * <p>A client that has rested so long that its bucket is full is forgotten; of more than {@value #MOST_CLIENTS} the
 * rarest are.
 */
public final class RateLimit implements Handler<RoutingContext> {

  static final int MOST_CLIENTS = 100_000;

  private final RateLimitSettings settings;
  private final ClientAddress addresses;
  private final TimeMeter clock;
  private final Cache<String, Bucket> clients;

  /** @param nanoTime a clock like {@link System#nanoTime} */
  public RateLimit(RateLimitSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.addresses = new ClientAddress(settings.trustedProxies());
    this.clock = new Clock(nanoTime);
    this.clients = Caffeine.newBuilder()
        .maximumSize(MOST_CLIENTS)
        .expireAfterAccess(settings.requestsPerMinute() == 0 ? Duration.ZERO : settings.window())
        .ticker(nanoTime::getAsLong)
        .build();
  }

  @Override
  public void handle(RoutingContext context) {
    if (settings.requestsPerMinute() == 0 || !asksForSpeech(context)) {
      context.next();
      return;
    }
    String client = Authentication.clientOf(context).orElseGet(() -> addresses.of(context.request()));
    ConsumptionProbe asked = ask(client);
    tell(context.response(), asked);
    if (asked.isConsumed()) {
      context.next();
    } else {
      long seconds = secondsUp(asked.getNanosToWaitForRefill());
      context.fail(new RefusedRequestException(new Problem(429, "rate_limited",
          "You have asked more than %d times a minute (%s); try again in %d s."
              .formatted(settings.requestsPerMinute(), RateLimitSettings.RATE_SETTING, seconds),
          Map.of(), Map.of("Retry-After", Long.toString(seconds)))));
    }
  }

  private static boolean asksForSpeech(RoutingContext context) {
    return context.request().method().equals(HttpMethod.POST)
        || ParseSillyTavernRequest.isSpeech(context.normalizedPath());
  }

  /** One more request of a client. */
  ConsumptionProbe ask(String client) {
    return clients.get(client, name -> Bucket.builder()
        .withCustomTimePrecision(clock)
        .addLimit(limit -> limit.capacity(settings.burst())
            .refillGreedy(settings.requestsPerMinute(), Duration.ofMinutes(1)))
        .build()).tryConsumeAndReturnRemaining(1);
  }

  /** How many clients it remembers. */
  long knownClients() {
    clients.cleanUp();
    return clients.estimatedSize();
  }

  private void tell(HttpServerResponse response, ConsumptionProbe asked) {
    response.putHeader("RateLimit-Policy",
        "\"default\";q=%d;w=%d".formatted(settings.burst(), settings.window().toSeconds()));
    response.putHeader("RateLimit", "\"default\";r=%d;t=%d"
        .formatted(asked.getRemainingTokens(), secondsUp(asked.getNanosToWaitForReset())));
  }

  private static long secondsUp(long nanoseconds) {
    return Math.max(1, (nanoseconds + 999_999_999) / 1_000_000_000);
  }

  private record Clock(LongSupplier nanoTime) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
