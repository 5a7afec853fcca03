package coqui.speakers;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The speakers of a checkpoint, as they were read from it at some time.
 *
 * @param speakers names in the checkpoint's own order: at least one, distinct, none blank, each encodable as UTF-8
 * @param lastUpdated when they were read
 */
public record SpeakerMetadata(List<String> speakers, Instant lastUpdated) {

  public SpeakerMetadata {
    speakers = List.copyOf(speakers);
    if (speakers.isEmpty()) {
      throw new IllegalArgumentException("there are no speakers, expected at least one");
    }
    Set<String> seen = new HashSet<>();
    for (String name : speakers) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("speaker %d has a blank name".formatted(seen.size() + 1));
      }
      // A lone surrogate, which JSON can write as an escape, would fail only when the answer is encoded.
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        throw new IllegalArgumentException("speaker %d has a name that is not Unicode text".formatted(seen.size() + 1));
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException("speaker '%s' is there twice".formatted(name));
      }
    }
    if (lastUpdated == null) {
      throw new IllegalArgumentException("the time of the last update is missing");
    }
  }

  /** How long ago the names were read; never negative. */
  public Duration age(Instant now) {
    return lastUpdated.isAfter(now) ? Duration.ZERO : Duration.between(lastUpdated, now);
  }
}
