package coqui.speakers;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which speakers there are, answered from the metadata file and rebuilt from the checkpoint when need be.
 *
 * <p><b>When.</b> Younger than {@link #MAX_AGE}: the file's word. Older: still the file's word, at once, while the
 * background executor rebuilds it. Missing, unusable or dated in the future: the caller waits for a rebuild. The file
 * is looked at each time, because other processes replace it and operators delete it; it is a kilobyte.
 *
 * <p><b>Threads.</b> Any thread may call. One rebuild runs at a time in a process; who needs one meanwhile shares its
 * result or its exception. Between processes nothing is locked: each writes a whole file, and the last one wins.
 *
 * <p><b>Without a writable volume</b> the last rebuilt names are kept in memory and age there as they would in the
 * file.
 */
public final class SpeakerCatalog {

  /** From this age on, the names are read from the checkpoint again. */
  public static final Duration MAX_AGE = Duration.ofDays(10);

  private static final Logger log = LoggerFactory.getLogger(SpeakerCatalog.class);

  private final SpeakerMetadataFile file;
  private final Supplier<? extends Collection<String>> checkpointSpeakers;
  private final InstantSource clock;
  private final Executor background;
  private final AfterWrite afterWrite;

  private volatile Rebuilt lastRebuilt;                          // written under this; null before the first rebuild
  private CompletableFuture<SpeakerMetadata> running;            // guarded by this; null when none is

  private record Rebuilt(SpeakerMetadata metadata, boolean saved) { }

  /**
   * @param checkpointSpeakers reads the names from the checkpoint, in its order; called once a rebuild, by the thread
   *     of a caller who waits or by {@code background}. What it throws, the callers who wait get
   * @param background runs refreshes that no one waits for, and {@code afterWrite}
   */
  public SpeakerCatalog(
      SpeakerMetadataFile file,
      Supplier<? extends Collection<String>> checkpointSpeakers,
      InstantSource clock,
      Executor background,
      AfterWrite afterWrite) {
    this.file = file;
    this.checkpointSpeakers = checkpointSpeakers;
    this.clock = clock;
    this.background = background;
    this.afterWrite = afterWrite;
  }

  /** What is known, without delay if anything is; it is at most {@link #MAX_AGE} old, or a refresh has been started. */
  public SpeakerMetadata current() {
    Rebuilt seen = lastRebuilt;
    String trouble;
    try {
      Optional<SpeakerMetadata> known = known(seen);
      if (known.isPresent()) {
        if (isOld(known.get())) {
          refresh(seen);
        }
        return known.get();
      }
      trouble = null;
    } catch (IOException unusable) {
      trouble = unusable.getMessage();
    }
    return await(rebuild(seen, trouble, Runnable::run));
  }

  /** Reads the names from the checkpoint, whatever the file says; shares the rebuild that is running, if one is. */
  public SpeakerMetadata rebuild() {
    return await(rebuild(lastRebuilt, null, Runnable::run));
  }

  /** Starts a background refresh if what is known is {@link #MAX_AGE} old; what is missing waits for a caller. */
  public void revalidate() {
    Rebuilt seen = lastRebuilt;
    try {
      if (known(seen).filter(this::isOld).isPresent()) {
        refresh(seen);
      }
    } catch (IOException unusable) {
      log.warn("{}; it is rebuilt on the next request", unusable.getMessage());
    }
  }

  /** What is known, for those who only look: nothing is rebuilt for them. Empty if nothing is, or it cannot be used. */
  public Optional<SpeakerMetadata> known() {
    try {
      return known(lastRebuilt);
    } catch (IOException unusable) {
      return Optional.empty();   // told when somebody asks for the speakers
    }
  }

  /** How old an answer of this catalog is now. */
  public Duration age(SpeakerMetadata metadata) {
    return metadata.age(clock.instant());
  }

  private boolean isOld(SpeakerMetadata metadata) {
    return age(metadata).compareTo(MAX_AGE) >= 0;
  }

  private void refresh(Rebuilt seen) {
    rebuild(seen, null, background);
  }

  /**
   * The newer of what the file says and what could not be written to it; memory alone while that is young.
   *
   * @throws IOException if the file is unusable and memory empty
   */
  private Optional<SpeakerMetadata> known(Rebuilt last) throws IOException {
    SpeakerMetadata unsaved = last == null || last.saved() ? null : last.metadata();
    if (unsaved == null) {
      return trusted();
    }
    if (!isOld(unsaved)) {
      return Optional.of(unsaved);
    }
    try {
      return trusted()
          .filter(saved -> saved.lastUpdated().isAfter(unsaved.lastUpdated()))
          .or(() -> Optional.of(unsaved));
    } catch (IOException unusable) {
      return Optional.of(unsaved);
    }
  }

  private Optional<SpeakerMetadata> trusted() throws IOException {
    Optional<SpeakerMetadata> saved = file.read();
    Instant now = clock.instant();
    if (saved.isPresent() && saved.get().lastUpdated().isAfter(now)) {
      throw new IOException("%s: last_updated is %s, expected no later than %s"
          .formatted(file.path(), saved.get().lastUpdated(), now));
    }
    return saved;
  }

  /**
   * The rebuild that is running, or the one that ended since the caller looked, or else a new one.
   *
   * @param seen {@link #lastRebuilt} as it was before the caller looked at the file
   * @param trouble why the file cannot be used; null if it can or there is none
   */
  private CompletableFuture<SpeakerMetadata> rebuild(Rebuilt seen, String trouble, Executor executor) {
    CompletableFuture<SpeakerMetadata> mine = new CompletableFuture<>();
    synchronized (this) {
      if (running != null) {
        return running;
      }
      if (lastRebuilt != seen) {
        return CompletableFuture.completedFuture(lastRebuilt.metadata());
      }
      running = mine;
    }
    if (trouble != null) {
      log.warn("{}; rebuilding it", trouble);
    }
    try {
      executor.execute(() -> run(mine));
    } catch (RejectedExecutionException closing) {
      end(mine, null, closing);
    }
    return mine;
  }

  private void run(CompletableFuture<SpeakerMetadata> mine) {
    try {
      // Dated before the names are read, and to the second: never in the future of another process with the same clock.
      Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
      SpeakerMetadata metadata = new SpeakerMetadata(List.copyOf(checkpointSpeakers.get()), now);
      log.info("Read the names of {} speakers from the checkpoint", metadata.speakers().size());
      end(mine, new Rebuilt(metadata, save(metadata)), null);
    } catch (Throwable failure) {
      // Whatever it is, those who wait must hear of it.
      log.warn("The speakers could not be read from the checkpoint", failure);
      end(mine, null, failure);
    }
  }

  private boolean save(SpeakerMetadata metadata) {
    try {
      file.write(metadata);
    } catch (IOException e) {
      log.warn("{} cannot be written ({}); the speakers are kept in memory", file.path(), e.toString());
      return false;
    }
    try {
      background.execute(() -> afterWrite.wrote(file.path()));
    } catch (RejectedExecutionException closing) {
      log.debug("Closing; {} is left for the volume's own last commit", file.path());
    }
    return true;
  }

  private void end(CompletableFuture<SpeakerMetadata> mine, Rebuilt done, Throwable failure) {
    synchronized (this) {
      running = null;
      if (done != null) {
        lastRebuilt = done;
      }
    }
    if (done != null) {
      mine.complete(done.metadata());
    } else {
      mine.completeExceptionally(failure);
    }
  }

  private static SpeakerMetadata await(CompletableFuture<SpeakerMetadata> rebuild) {
    try {
      return rebuild.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }
}
