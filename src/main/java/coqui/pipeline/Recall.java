package coqui.pipeline;

import coqui.cache.AudioKey;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What came of looking for a recording that was made before; kept as an exchange property by {@code recallSpeech}.
 *
 * @param key what the recording is kept under
 * @param hit whether it was there
 */
public record Recall(AudioKey key, boolean hit) {

  private static final String PROPERTY = "recall";
  private static final String FORBIDDEN = "recallForbidden";

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /** That of the request in work; empty where its recording is made anew each time. */
  public static Optional<Recall> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(PROPERTY, Recall.class));
  }

  /** The client wants a recording that is neither one that was kept nor will be. */
  public static void forbidFor(Exchange exchange) {
    exchange.setProperty(FORBIDDEN, true);
  }

  static boolean isForbiddenFor(Exchange exchange) {
    return exchange.getProperty(FORBIDDEN) != null;
  }
}
