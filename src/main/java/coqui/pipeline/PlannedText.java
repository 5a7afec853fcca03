package coqui.pipeline;

import coqui.speech.SpeechRequest;
import coqui.text.TextChunk;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The chunks of a request's text; made by the step that asks first, and kept as an exchange property for the others.
 *
 * @param chunks at least one
 */
record PlannedText(List<TextChunk> chunks) {

  private static final String PROPERTY = "plannedText";

  /** @throws coqui.speech.InvalidRequestException if there is nothing to speak */
  static PlannedText of(Exchange exchange, SpeechRequest request, SpeechModel model) {
    PlannedText planned = exchange.getProperty(PROPERTY, PlannedText.class);
    if (planned == null) {
      planned = new PlannedText(model.plan(request.text(), request.language()).chunks());
      if (planned.chunks().isEmpty()) {
        throw SpeechRequests.nothingToSpeak();
      }
      exchange.setProperty(PROPERTY, planned);
    }
    return planned;
  }
}
