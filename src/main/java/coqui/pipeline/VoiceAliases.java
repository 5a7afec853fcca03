package coqui.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names for voices that clients bring along from elsewhere. A voice that has such a name itself goes before.
 *
 * @param voices for each such name, who may be meant, whoever is preferred first
 */
public record VoiceAliases(Map<String, List<String>> voices) {

  /** There are none. */
  public static final VoiceAliases NONE = new VoiceAliases(Map.of());

  public VoiceAliases {
    voices = Map.copyOf(voices);
  }

  /** Who may be meant by {@code name}; empty where it is no such name. */
  Optional<List<String>> of(String name) {
    return Optional.ofNullable(voices.get(name));
  }
}
