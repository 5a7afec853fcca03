package coqui.http.guard;

import java.time.Duration;

/**
 * How often one client may ask for speech.
 *
 * @param requestsPerMinute in the long run ({@code coqui.rate-limit.requests-per-minute}); 0 for any number
 * @param burst how many of them at once, after a rest ({@code coqui.rate-limit.burst})
 * @param trustedProxies in front of this server ({@code coqui.server.trusted-proxies})
 */
public record RateLimitSettings(int requestsPerMinute, int burst, int trustedProxies) {

  static final String RATE_SETTING = "coqui.rate-limit.requests-per-minute";

  /** How long a rest allows the whole burst again, in whole seconds. */
  Duration window() {
    return Duration.ofSeconds((long) Math.ceil(60.0 * burst / requestsPerMinute));
  }
}
