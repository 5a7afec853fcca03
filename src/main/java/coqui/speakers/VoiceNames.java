package coqui.speakers;

import coqui.speech.BuiltInVoiceException;
import coqui.speech.UnknownVoiceException;
import coqui.speech.VoiceExistsException;
import coqui.speech.VoiceQuotaException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whom a request can name: the built-in voices, then the saved ones; no two by the same name. Any thread. */
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

  /**
   * A voice by its name.
   *
   * @param isSaved whether a client saved it, so that it can be deleted, too
   */
  public record Listed(String name, boolean isSaved) {}

  private VoiceNames(Supplier<List<String>> builtIn, SavedVoices saved) {
    this.builtIn = builtIn;
    this.saved = saved;
  }

  /** All names, without waiting for the model: those of the checkpoint in its order, then the oldest saved one first. */
  public List<String> all() {
    return after(builtIn.get());
  }

  /** The same, each with whose it is. A saved voice whose name the checkpoint has as well is the checkpoint's. */
  public List<Listed> listed() {
    List<String> own = builtIn.get();
    Set<String> known = Set.copyOf(own);
    return after(own).stream().map(name -> new Listed(name, !known.contains(name))).toList();
  }

  /** The same names where somebody has a list of the checkpoint's own already. */
  public List<String> after(List<String> builtIn) {
    return Stream.concat(builtIn.stream(), saved.names().stream()).distinct().toList();
  }

  /**
   * Makes sure that a voice of that name could be saved now.
   *
   * @throws VoiceExistsException if the name is taken, by a built-in voice or a saved one
   * @throws VoiceQuotaException if there are too many saved voices, or they take up too much
   */
  public void checkRoomFor(VoiceName name) {
    if (builtIn.get().stream().anyMatch(name::clashesWith)) {
      throw new VoiceExistsException("name",
          "There is a built-in voice '%s' already, perhaps in other letter case; take another name."
              .formatted(name.text()));
    }
    saved.checkRoomFor(name);
  }

  /**
   * Deletes a saved voice.
   *
   * @throws BuiltInVoiceException if it is one
   * @throws UnknownVoiceException if there is none of that name
   */
  public void delete(String name) {
    try {
      saved.delete(name);
    } catch (UnknownVoiceException unknown) {
      if (builtIn.get().contains(name)) {
        throw new BuiltInVoiceException(name);
      }
      throw unknown;
    }
  }
}
