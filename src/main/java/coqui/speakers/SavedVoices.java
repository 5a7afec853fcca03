package coqui.speakers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coqui.speakers.VoiceFolder.Stamp;
import coqui.speech.InvalidRequestException;
import coqui.speech.UnknownVoiceException;
import coqui.speech.Voice;
import coqui.speech.VoiceExistsException;
import coqui.speech.VoiceQuotaException;
import coqui.speech.VoiceStorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The voices that clients saved: what the model heard of them, in a folder that several processes may share and that
 * outlives them all.
 *
 * <p><b>Whose.</b> A voice means something only to the model that learned it. Those of another checkpoint stay in the
 * folder, are not listed, and are refused by name.
 *
 * <p><b>Fresh.</b> {@link #find} looks at the voice's file each time, so it knows at once what other processes saved
 * and deleted; what it reads is kept in memory until the file is another.
 *
 * <p><b>Damaged.</b> What is no voice is as if it were not there, but for its name, which is taken until it is deleted.
 *
 * <p><b>Threads.</b> Any. One saves at a time, so that in one process the bounds hold; several processes may together
 * overstep them by as many voices. The log is told of folders, not of names, which may be those of people.
 */
public final class SavedVoices {

  private static final Logger log = LoggerFactory.getLogger(SavedVoices.class);

  private static final long BYTES_IN_MEMORY = 32L << 20;   // some 240 voices of XTTS v2

  private final VoiceFolder folder;
  private final VoiceList list;
  private final VoiceLimits limits;
  private final Supplier<Optional<String>> checkpoint;
  private final InstantSource clock;
  private final Executor background;
  private final AfterWrite afterWrite;
  private final Cache<String, Read> read;
  private final Object saving = new Object();   // held while a voice is counted and written

  private volatile Optional<String> served = Optional.empty();   // once it is known, it stays

  /** A voice in memory, and the state of the file that it was read from. */
  private record Read(Stamp stamp, VoiceFile voice) {}

  /**
   * A voice that was saved.
   *
   * @param name what it is called, and known by
   * @param createdAt when, to the second
   */
  public record Saved(VoiceName name, Instant createdAt) {}

  /**
   * @param directory need not exist; it is made for the first voice
   * @param checkpoint tells the model that speaks from every other, in whatever precision; empty while that cannot be
   *     known. Asked until it is
   * @param background runs {@code afterWrite}
   */
  public SavedVoices(Path directory, VoiceLimits limits, Supplier<Optional<String>> checkpoint, InstantSource clock,
      Executor background, AfterWrite afterWrite) {
    this.folder = new VoiceFolder(directory);
    this.list = new VoiceList(folder, clock);
    this.limits = limits;
    this.checkpoint = checkpoint;
    this.clock = clock;
    this.background = background;
    this.afterWrite = afterWrite;
    this.read = Caffeine.newBuilder()
        .maximumWeight(BYTES_IN_MEMORY)
        .weigher((String key, Read kept) -> (int) kept.stamp().bytes())
        .executor(Runnable::run)
        .build();
  }

  private Optional<String> served() {
    if (served.isEmpty()) {
      served = checkpoint.get();
    }
    return served;
  }

  /** The names of all voices that the model can speak with, the oldest first. */
  public List<String> names() {
    return served().map(list::names).orElse(List.of());
  }

  /**
   * The voice of that name, exactly as it was saved but for Unicode's ways to compose the same letters.
   *
   * @return empty if there is none, or what is there is damaged
   * @throws InvalidRequestException if it was learned with another checkpoint
   * @throws VoiceStorageException if it cannot be read
   */
  public Optional<Voice> find(String name) {
    Optional<VoiceFile> found = VoiceName.sought(name).flatMap(this::find);
    found.ifPresent(voice -> {
      if (!served().equals(Optional.of(voice.checkpoint()))) {
        throw new InvalidRequestException("invalid_speaker",
            "The voice '%s' was learned with another model than the one that speaks now; delete it and save it again."
                .formatted(name), Map.of("field", "speaker_id"));
      }
    });
    return found.map(VoiceFile::voice);
  }

  private Optional<VoiceFile> find(VoiceName name) {
    try {
      return at(name.key()).filter(voice -> voice.name().equals(name));
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** The voice in that folder; empty if there is none, or a damaged one, of which the list warns. */
  private Optional<VoiceFile> at(String key) throws IOException {
    try {
      Optional<Stamp> now = folder.stamp(key);
      if (now.isEmpty()) {
        return Optional.empty();
      }
      Read kept = read.getIfPresent(key);
      if (kept != null && kept.stamp().equals(now.get())) {
        return Optional.of(kept.voice());
      }
      VoiceFile voice = folder.read(key);
      read.put(key, new Read(now.get(), voice));
      return Optional.of(voice);
    } catch (NoSuchFileException | DamagedVoiceException none) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that a voice of that name could be saved now.
   *
   * @throws VoiceExistsException if the name is taken
   * @throws VoiceQuotaException if there are too many voices, or they take up too much
   */
  public void checkRoomFor(VoiceName name) {
    checkRoom(name, 1, served().orElse(""));
  }

  private void checkRoom(VoiceName name, long bytes, String checkpoint) {
    if (folder.has(name.key())) {
      throw taken(name);
    }
    VoiceList.Size size = list.size(checkpoint);
    if (size.voices() >= limits.most()) {
      throw new VoiceQuotaException("There are %d saved voices, at most %d are allowed (coqui.voices.most); delete one."
          .formatted(size.voices(), limits.most()));
    }
    if (size.bytes() + bytes > limits.bytes()) {
      throw new VoiceQuotaException(
          "The saved voices have %d bytes, at most %d are allowed (coqui.voices.max-bytes) and this one needs %d; "
              .formatted(size.bytes(), limits.bytes(), bytes) + "delete some, or save it without its recordings.");
    }
  }

  private static VoiceExistsException taken(VoiceName name) {
    return new VoiceExistsException("name",
        "There is a saved voice '%s' already, perhaps in other letter case; delete it first or take another name."
            .formatted(name.text()));
  }

  /**
   * Saves a voice. When this returns, it is safe on the disk; when it throws, nothing of it is.
   *
   * @param consent what was said of the speaker's consent
   * @param voice as the model that speaks now heard it; its own name does not count
   * @param recordings to keep with it, perhaps none
   * @throws VoiceExistsException if the name is taken, also where another process was faster
   * @throws VoiceQuotaException if there are too many voices, or they take up too much
   * @throws VoiceStorageException if it cannot be written
   */
  public Saved save(VoiceName name, String consent, Voice voice, List<byte[]> recordings) {
    String learnedWith = served().orElseThrow(() -> new VoiceStorageException(
        "The voice is not saved: model.pth cannot be read to tell which model it belongs to.", null));
    Voice named =
        new Voice(name.text(), voice.latentCount(), voice.conditioningLatents(), voice.speakerEmbedding());
    VoiceFile file = new VoiceFile(name, clock.instant().truncatedTo(ChronoUnit.SECONDS), learnedWith, consent, named);
    long bytes = file.encode().length + recordings.stream().mapToLong(recording -> recording.length).sum();
    String key = name.key();
    synchronized (saving) {
      checkRoom(name, bytes, learnedWith);
      try {
        if (!folder.add(key, file, recordings)) {
          throw taken(name);
        }
      } catch (IOException e) {
        throw failed("saved", e);
      } finally {
        list.changed();
      }
    }
    commit(key);
    log.info("Saved a voice as {}", folder.of(key));
    return new Saved(name, file.createdAt());
  }

  /**
   * Deletes a voice, of whichever checkpoint, and its recordings.
   *
   * @throws UnknownVoiceException if there is none of that name
   * @throws VoiceStorageException if it cannot be deleted
   */
  public void delete(String name) {
    VoiceName sought = VoiceName.sought(name).orElseThrow(() -> new UnknownVoiceException(shortened(name)));
    String key = sought.key();
    try {
      boolean another = at(key).filter(voice -> !voice.name().equals(sought)).isPresent();
      if (another || !folder.remove(key)) {
        throw new UnknownVoiceException(sought.text());
      }
    } catch (IOException e) {
      throw failed("deleted", e);
    } finally {
      read.invalidate(key);
      list.changed();
    }
    commit(key);
    log.info("Deleted the voice {}", folder.of(key));
  }

  private static String shortened(String name) {
    return name.length() <= VoiceName.MOST_CHARACTERS ? name : name.substring(0, VoiceName.MOST_CHARACTERS) + "…";
  }

  private static VoiceStorageException failed(String what, IOException e) {
    return new VoiceStorageException(
        "The voice cannot be %s, because of the folder of saved voices (coqui.voices.directory): %s."
            .formatted(what, reason(e)), e);
  }

  /** Without the paths that Java puts before it. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "a file is in the way";
    }
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  private void commit(String key) {
    try {
      background.execute(() -> afterWrite.wrote(folder.of(key)));
    } catch (RejectedExecutionException closing) {
      log.debug("Closing; {} is left for the volume's own last commit", folder.of(key));
    }
  }
}
