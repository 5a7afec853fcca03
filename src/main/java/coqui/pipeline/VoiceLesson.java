package coqui.pipeline;

import coqui.speech.Voice;
import java.util.List;
import java.util.Optional;

/** Something that waits for a voice to be learned. */
public sealed interface VoiceLesson permits CloneRequest, NewVoice {

  /** Whose timbre to take, at least one; also the style, where there is no {@link #base}. */
  List<Recording> references();

  /** In which style to speak. */
  Optional<Recording> base();

  /** What comes of it with the voice: the next step's body. */
  Object with(Voice learned);
}
