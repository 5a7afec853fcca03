package coqui.http.tts;

import coqui.pipeline.SpeechUsage;
import org.apache.camel.Exchange;

/**
 * How the bytes of a recording travel in the body of an answer: as they are, or in something else. Kept as an exchange
 * property where it matters to the steps.
 */
public interface AudioFraming {

  /** Name of the exchange property. */
  String PROPERTY = "audioFraming";

  /** Of the body. */
  String mediaType();

  /** Further bytes of the recording, as they go out. */
  byte[] piece(byte[] audio);

  /** What follows the last of them; perhaps nothing. */
  byte[] end(SpeechUsage usage);

  /** Has the answer to {@code exchange} framed so. */
  static void store(AudioFraming framing, Exchange exchange) {
    exchange.setProperty(PROPERTY, framing);
  }

  /** That of the request in work, which has one. */
  static AudioFraming of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, AudioFraming.class);
  }

  /** The bytes themselves, and nothing else. */
  static AudioFraming none(String mediaType) {
    return new AudioFraming() {

      @Override
      public String mediaType() {
        return mediaType;
      }

      @Override
      public byte[] piece(byte[] audio) {
        return audio;
      }

      @Override
      public byte[] end(SpeechUsage usage) {
        return new byte[0];
      }
    };
  }
}
