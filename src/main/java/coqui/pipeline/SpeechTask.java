package coqui.pipeline;

import coqui.speech.SpeechRequest;
import org.apache.camel.Exchange;

/**
 * What the steps of one request share while its body is something else: kept as an exchange property by
 * {@code planSpeech}.
 *
 * @param request what is being spoken
 * @param pauses around the chunks that it was cut into
 * @param window how many of them may be with the engine at a time
 */
record SpeechTask(SpeechRequest request, Pauses pauses, ChunkWindow window) {

  private static final String PROPERTY = "speechTask";

  /** Into how many chunks the request was cut. */
  int chunks() {
    return pauses.after().size();
  }

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  static SpeechTask of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, SpeechTask.class);
  }
}
