package coqui.ssml;

import java.util.Optional;

/**
 * How a part of a document is to be spoken.
 *
 * @param voice name of it; empty for that of the request
 * @param language tag of it; empty for that of the request
 * @param rate in multiples of the request's speed
 */
record Style(Optional<String> voice, Optional<String> language, double rate) {

  static final Style OF_THE_REQUEST = new Style(Optional.empty(), Optional.empty(), 1);

  Style withVoice(String name) {
    return new Style(Optional.of(name), language, rate);
  }

  Style withLanguage(String tag) {
    return new Style(voice, Optional.of(tag), rate);
  }

  Style withRate(double other) {
    return new Style(voice, language, other);
  }
}
