package coqui.pipeline;

import coqui.speech.Passage;
import coqui.speech.SpeechRequest;
import coqui.text.TextChunk;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;

/**
 * The chunks of all that a request wants spoken; made by the step that asks first, and kept as an exchange property for
 * the others.
 *
 * @param chunks at least one, none of them of two passages
 * @param pauses around them
 */
record PlannedText(List<PlannedChunk> chunks, Pauses pauses) {

  private static final String PROPERTY = "plannedText";

  PlannedText {
    chunks = List.copyOf(chunks);
  }

  /** @throws coqui.speech.InvalidRequestException if there is nothing to speak */
  static PlannedText of(Exchange exchange, SpeechRequest request, SpeechModel model) {
    PlannedText planned = exchange.getProperty(PROPERTY, PlannedText.class);
    if (planned == null) {
      planned = of(request, model);
      exchange.setProperty(PROPERTY, planned);
    }
    return planned;
  }

  /** @throws coqui.speech.InvalidRequestException if there is nothing to speak */
  static PlannedText of(SpeechRequest request, SpeechModel model) {
    List<PlannedChunk> chunks = new ArrayList<>();
    List<Double> pauses = new ArrayList<>(List.of(0.0));   // before the first chunk, then after each
    for (Passage passage : request.passages()) {
      for (TextChunk chunk : model.plan(passage.text(), passage.language()).chunks()) {
        chunks.add(new PlannedChunk(passage, chunk));
        pauses.add(0.0);
      }
      int last = chunks.size();
      pauses.set(last, pauses.get(last) + passage.pauseSeconds());
    }
    if (chunks.isEmpty()) {
      throw SpeechRequests.nothingToSpeak();
    }
    return new PlannedText(chunks, new Pauses(pauses.get(0), pauses.subList(1, pauses.size())));
  }
}
