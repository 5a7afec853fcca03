package coqui.speakers;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whom a request can name: the built-in voices, then the saved ones. Any thread. */
public final class VoiceNames {

  private final Supplier<List<String>> builtIn;
  private final SavedVoices saved;

  /** Of a checkpoint with these voices of its own. */
  public VoiceNames(List<String> builtIn, SavedVoices saved) {
    this(() -> builtIn, saved);
  }

  /** Of a checkpoint whose own voices the catalog knows. */
  public VoiceNames(SpeakerCatalog builtIn, SavedVoices saved) {
    this(() -> builtIn.current().speakers(), saved);
  }

  private VoiceNames(Supplier<List<String>> builtIn, SavedVoices saved) {
    this.builtIn = builtIn;
    this.saved = saved;
  }

  /** All names, without waiting for the model: those of the checkpoint in its order, then the oldest saved one first. */
  public List<String> all() {
    return after(builtIn.get());
  }

  /** The same where somebody has a list of the checkpoint's own already. */
  public List<String> after(List<String> builtIn) {
    return Stream.concat(builtIn.stream(), saved.names().stream()).distinct().toList();
  }
}
