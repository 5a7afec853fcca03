package coqui.http;

import org.apache.camel.Exchange;

/** How an answer carries its sound; kept as an exchange property. */
enum AudioFormat {
  WAV("audio/wav"),
  PCM("audio/pcm");   // the samples of the WAV alone: 16 bits, little-endian, mono

  private static final String PROPERTY = "audioFormat";

  private final String mediaType;

  AudioFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  static AudioFormat of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, WAV, AudioFormat.class);
  }
}
