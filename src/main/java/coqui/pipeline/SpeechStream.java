package coqui.pipeline;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Where the sound of a streamed request goes while it is spoken; kept as an exchange property by whoever takes it. One
 * thread at a time.
 */
public interface SpeechStream extends AutoCloseable {

  /** Name of the exchange property; the routes ask for it. */
  String PROPERTY = "speechStream";

  /**
   * The first samples are there and will be sent next. Until then the request can still be answered with an error.
   *
   * @param sampleRate of all samples, in Hz
   * @param speakers names of the voices, in the order in which they are heard
   */
  void begin(Exchange exchange, int sampleRate, List<String> speakers) throws Exception;

  /** Sends the next samples, and waits until the way to the client has room for more. */
  void send(float[] samples) throws Exception;

  /**
   * There are no more samples: returns when all is sent.
   *
   * @param usage what they took
   */
  void end(SpeechUsage usage) throws Exception;

  /** Sends nothing any more, when this returns; whether or not it began or ended. */
  @Override
  void close();

  /** That of the request in work; empty where it is answered as a whole. */
  static Optional<SpeechStream> of(Exchange exchange) {
    return Optional.ofNullable(exchange.getProperty(PROPERTY, SpeechStream.class));
  }

  /** Has the speech of {@code exchange} sent here. */
  default void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }
}
