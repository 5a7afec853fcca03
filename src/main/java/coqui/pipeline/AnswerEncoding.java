package coqui.pipeline;

import coqui.audio.AudioEncoding;
import org.apache.camel.Exchange;

/** How the answer to a request carries its sound; kept as an exchange property by whoever read the request. */
public final class AnswerEncoding {

  private static final String PROPERTY = "audioEncoding";

  private AnswerEncoding() {}

  /** Has the answer to the request of {@code exchange} carry its sound so. */
  public static void store(AudioEncoding encoding, Exchange exchange) {
    exchange.setProperty(PROPERTY, encoding);
  }

  /** That of the request in work; a plain WAV where nobody said. */
  public static AudioEncoding of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, AudioEncoding.PLAIN, AudioEncoding.class);
  }
}
