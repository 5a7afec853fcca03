package coqui.pipeline;

import coqui.speakers.VoiceName;
import coqui.speech.Voice;
import java.util.List;
import java.util.Optional;

/**
 * A voice that somebody wants saved.
 *
 * @param name what it is to be called
 * @param consent what was said of the speaker's consent
 * @param keepsRecordings whether they are to be saved with it
 * @param references recordings of it, at least one
 */
public record NewVoice(VoiceName name, String consent, boolean keepsRecordings, List<Recording> references)
    implements VoiceLesson {

  public NewVoice {
    references = List.copyOf(references);
    if (references.isEmpty()) {
      throw new IllegalArgumentException("a voice needs at least one recording");
    }
  }

  @Override
  public Optional<Recording> base() {
    return Optional.empty();
  }

  @Override
  public LearnedNewVoice with(Voice learned) {
    return new LearnedNewVoice(this, learned);
  }

  /** Without the name and what was said, which belong in no log. */
  @Override
  public String toString() {
    return "NewVoice" + references;
  }

  /** The same when it was learned. */
  record LearnedNewVoice(NewVoice asked, Voice voice) {}
}
