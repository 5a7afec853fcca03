package coqui.speakers;

import coqui.speakers.VoiceFolder.Stamp;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in the folder of the saved voices, without reading all of it each time: the folder's time tells whether
 * something came or went, and each file's own whether it must be read again.
 *
 * <p>What is no voice is skipped, with one warning for each state of it; it counts all the same, since it takes up room.
 *
 * <p><b>Threads.</b> Any; one looks at a time.
 */
final class VoiceList {

  private static final Logger log = LoggerFactory.getLogger(VoiceList.class);

  /** File systems that note times more coarsely are rare, and so are two changes within it. */
  private static final Duration COARSEST_TIME = Duration.ofSeconds(2);

  private static final FileTime NO_FOLDER = FileTime.fromMillis(0);

  private final VoiceFolder folder;
  private final InstantSource clock;

  private final Map<String, Entry> entries = new HashMap<>();   // guarded by this: all of the folder, by key
  private FileTime listedAs;                                    // guarded by this; null: to be listed again
  private boolean failing;                                      // guarded by this

  /**
   * What is known of a voice's folder.
   *
   * @param stamp null if it has no file that could be a voice
   * @param name empty if it is none
   */
  private record Entry(Stamp stamp, long bytes, Optional<VoiceName> name, Instant createdAt, String checkpoint) {

    static Entry unusable(Stamp stamp, long bytes) {
      return new Entry(stamp, bytes, Optional.empty(), Instant.MAX, "");
    }
  }

  /** What there is of all checkpoints together, damaged or not. */
  record Size(int voices, long bytes) {}

  VoiceList(VoiceFolder folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The names of the voices of that checkpoint, the oldest first. */
  synchronized List<String> names(String checkpoint) {
    bringUpToDate(checkpoint);
    return entries.values().stream()
        .filter(entry -> entry.name().isPresent() && entry.checkpoint().equals(checkpoint))
        .sorted(Comparator.comparing(Entry::createdAt).thenComparing(entry -> entry.name().get().text()))
        .map(entry -> entry.name().get().text())
        .toList();
  }

  synchronized Size size(String checkpoint) {
    bringUpToDate(checkpoint);
    return new Size(entries.size(), entries.values().stream().mapToLong(Entry::bytes).sum());
  }

  /** To be called after every change by this process: the file system's clock may stand still meanwhile. */
  synchronized void changed() {
    listedAs = null;
  }

  private void bringUpToDate(String checkpoint) {
    try {
      FileTime now = folder.modified().orElse(NO_FOLDER);
      if (!now.equals(listedAs)) {
        list(checkpoint);
        // A folder that changed just now may change again without a sign of it.
        listedAs = now.toInstant().isBefore(clock.instant().minus(COARSEST_TIME)) ? now : null;
      }
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.warn("The saved voices cannot be listed ({}); those known so far are", e.toString());
      }
      failing = true;
    }
  }

  private void list(String checkpoint) throws IOException {
    List<String> keys = folder.keys();
    entries.keySet().retainAll(keys);
    for (String key : keys) {
      look(key, checkpoint);
    }
  }

  private void look(String key, String checkpoint) {
    Entry known = entries.get(key);
    try {
      Optional<Stamp> stamp = folder.stamp(key);
      if (stamp.isEmpty()) {
        entries.remove(key);
      } else if (known == null || !stamp.get().equals(known.stamp())) {
        entries.put(key, read(key, stamp.get(), checkpoint));
      }
    } catch (IOException unusable) {
      if (known == null || known.stamp() != null) {
        warn(key, unusable);
        entries.put(key, Entry.unusable(null, folder.bytes(key)));
      }
    }
  }

  private Entry read(String key, Stamp stamp, String checkpoint) {
    long bytes = folder.bytes(key);
    try {
      VoiceFile voice = folder.read(key);
      if (!voice.checkpoint().equals(checkpoint)) {
        log.warn("{} was learned with another checkpoint; it is skipped while this one is served", folder.of(key));
      }
      return new Entry(stamp, bytes, Optional.of(voice.name()), voice.createdAt(), voice.checkpoint());
    } catch (IOException unusable) {
      warn(key, unusable);
      return Entry.unusable(stamp, bytes);
    }
  }

  private void warn(String key, IOException unusable) {
    String problem = unusable instanceof DamagedVoiceException
        ? unusable.getMessage()
        : "cannot be read (" + unusable + ")";
    log.warn("{} {}; it is skipped", folder.of(key), problem);
  }
}
