package coqui.pipeline;

import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import java.util.List;
import java.util.Optional;

/**
 * Something to be spoken with a voice that is yet to be learned.
 *
 * @param request what to say; its own voice does not count
 * @param references whose timbre to take, at least one; also the style, where there is no {@code base}
 * @param base in which style to speak
 */
public record CloneRequest(SpeechRequest request, List<Recording> references, Optional<Recording> base)
    implements VoiceLesson {

  public CloneRequest {
    references = List.copyOf(references);
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a clone needs at least one reference recording");
    }
  }

  @Override
  public SpeechRequest with(Voice learned) {
    return request.withVoice(learned);
  }
}
