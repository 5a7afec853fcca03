package coqui.http.guard;

/**
 * Those who look at the head of a request and let it pass or not.
 *
 * @param cors first, since a browser's preflight brings no key
 * @param authentication before anything is told of the service
 * @param rateLimit last, so that only what will be worked on counts
 */
public record EdgeGuards(Cors cors, Authentication authentication, RateLimit rateLimit) {}
