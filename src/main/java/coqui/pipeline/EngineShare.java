package coqui.pipeline;

import org.apache.camel.Exchange;

/**
 * What one request may have of the engine; told apart by identity, as the owner of its chunks. Kept as an exchange
 * property: requests that are spoken on behalf of a larger one find the one that was made for them, any other gets its
 * own.
 */
public final class EngineShare {

  private static final String PROPERTY = "engineShare";

  private final int chunksInFlight;

  /** @param chunksInFlight chunks that each text of it may have with the engine at a time */
  public EngineShare(int chunksInFlight) {
    this.chunksInFlight = chunksInFlight;
  }

  int chunksInFlight() {
    return chunksInFlight;
  }

  /** Has all texts that are spoken for {@code exchange} and its copies share this. */
  public void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  static EngineShare of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, EngineShare.class);
  }

  /** That of {@code exchange}; where it has none, one of its own with so many chunks. */
  static EngineShare of(Exchange exchange, int chunksInFlight) {
    EngineShare share = of(exchange);
    if (share == null) {
      share = new EngineShare(chunksInFlight);
      share.storeIn(exchange);
    }
    return share;
  }
}
