package coqui.pipeline;

import org.apache.camel.Exchange;

/**
 * Told by {@code synthesis} how far a text is, where the exchange that it came with carries one under
 * {@link #PROPERTY}.
 */
@FunctionalInterface
public interface SpeechProgress {

  /** Name of the exchange property. */
  String PROPERTY = "speechProgress";

  /** One more of {@code chunks} chunks is spoken. On any thread, also on several at once. */
  void chunkSpoken(int chunks);

  /** Whoever listens to this exchange; nobody where none was set. */
  static SpeechProgress of(Exchange exchange) {
    SpeechProgress listener = exchange.getProperty(PROPERTY, SpeechProgress.class);
    return listener == null ? chunks -> { } : listener;
  }
}
