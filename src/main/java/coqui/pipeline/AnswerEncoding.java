package coqui.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.audio.AudioEncoding;
import coqui.audio.AudioFormat;
import org.apache.camel.Exchange;

/** How the answer to a request carries its sound; kept as an exchange property by whoever read the request. */
public final class AnswerEncoding {

  private static final String PROPERTY = "audioEncoding";

  private AnswerEncoding() {}

  /** Has the answer to the request of {@code exchange} carry its sound so. */
  public static void store(AudioEncoding encoding, Exchange exchange) {
    exchange.setProperty(PROPERTY, encoding);
  }

  /** The same for what {@code asked} has as {@code output_format}; a plain WAV where it has none. */
  public static void store(ObjectNode asked, Exchange exchange) {
    AudioFormat format = AudioFormat.named(asked.path("output_format").asText()).orElse(AudioFormat.WAV);
    store(new AudioEncoding(format, 1), exchange);
  }

  /** That of the request in work; a plain WAV where nobody said. */
  public static AudioEncoding of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, AudioEncoding.PLAIN, AudioEncoding.class);
  }
}
