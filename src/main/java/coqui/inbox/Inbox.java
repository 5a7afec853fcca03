package coqui.inbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import coqui.checkpoint.AtomicFile;
import coqui.http.ErrorBody;
import coqui.pipeline.ModelLoader;
import coqui.pipeline.ModelState;
import coqui.pipeline.RequestLife;
import coqui.speech.InvalidRequestException;
import coqui.speech.RequestTimeoutException;
import coqui.speech.ShuttingDownException;
import coqui.speech.SpeechException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileOperations;
import org.apache.camel.component.file.GenericFileProcessStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Which files of the inbox are in work, and what becomes of them: Camel finds the files and asks here whether one may be
 * taken, and says here that it is done.
 *
 * <p><b>Taken</b> is a file that has not changed for a while, that nobody else works on, in this process or another,
 * while there is a model that speaks and not too many are in work.
 * <p><b>Done</b>, it goes to {@code done}; failed, to {@code failed}, beside what is wrong with it. Where it could only
 * not be spoken now (the service is busy or being stopped, the outbox cannot be written), it stays where it is, and is
 * taken again after a pause that grows.
 * <p><b>Threads.</b> Any. Several Camels may ask at a time, while routes are replaced.
 * <p><b>Ends.</b> Closing gives up what is in work; those files stay in the inbox.
 */
public final class Inbox implements GenericFileProcessStrategy<File>, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Inbox.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_REMEMBERED = 100_000;
  private static final int SECONDS_TO_END = 10;
  private static final Set<String> FOR_NOW =
      Set.of("model_loading", "model_load_failed", "overloaded", "shutting_down");

  private final InboxFolders folders;
  private final InboxSettings settings;
  private final ModelLoader model;
  private final InboxListener listener;
  private final Map<InboxFile, CompletableFuture<Void>> inWork = new ConcurrentHashMap<>();   // done when it is
  private final Cache<String, Seen> seen = remembering();
  private final Cache<String, Rest> resting = remembering();
  private FileLocks locks;      // guarded by this; null until it is opened, and when closed
  private boolean closed;       // guarded by this

  private record Seen(FileStamp stamp, long since) {}

  private record Rest(Duration pause, long until) {}

  public Inbox(InboxFolders folders, InboxSettings settings, ModelLoader model, InboxListener listener) {
    this.folders = folders;
    this.settings = settings;
    this.model = model;
    this.listener = listener;
  }

  private static <V> Cache<String, V> remembering() {
    return Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).expireAfterAccess(LONGEST_PAUSE.multipliedBy(2)).build();
  }

  /**
   * Makes the folders, where they are missing, and makes sure that they can be worked in.
   *
   * @throws IOException if they cannot
   */
  public synchronized void open() throws IOException {
    folders.create();
    locks = new FileLocks(folders.lockFile());
    String probe = UUID.randomUUID().toString();
    try (FileLock lock = locks.tryLock(probe).orElseThrow(() -> new IOException("no lock to be had"))) {
      log.debug("{} can be locked", lock);
    }
  }

  @Override
  public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
    // what is needed was made by open
  }

  @Override
  public synchronized boolean begin(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint,
      Exchange exchange, GenericFile<File> found) throws IOException {
    if (closed || inWork.size() >= settings.filesInWork() || model.state().phase() != ModelState.Phase.READY) {
      return false;
    }
    Path path = found.getFile().toPath();
    String name = path.getFileName().toString();
    Rest rest = resting.getIfPresent(name);
    if (rest != null && rest.until() - System.nanoTime() > 0) {
      return false;
    }
    Optional<FileStamp> stamp = settled(path);
    Optional<FileLock> lock = stamp.isEmpty() ? Optional.empty() : locks.tryLock(name);
    if (lock.isEmpty()) {
      return false;
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {   // who had it before is done with it
      lock.get().release();
      return false;
    }
    take(new InboxFile(path, stamp.get(), lock.get(), new RequestLife(UUID.randomUUID().toString())), exchange);
    return true;
  }

  private void take(InboxFile file, Exchange exchange) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    done.copy().orTimeout(settings.timeLimit().toSeconds(), TimeUnit.SECONDS).exceptionally(late -> {
      file.life().end(new RequestTimeoutException(settings.timeLimit(), InboxSettings.TIME_LIMIT));
      return null;
    });
    inWork.put(file, done);
    listener.taken();
    file.storeIn(exchange);
  }

  /** As the file is, if it has been so for long enough; empty also for what is no file. */
  private Optional<FileStamp> settled(Path path) throws IOException {
    FileStamp now;
    try {
      now = FileStamp.of(path);
    } catch (NoSuchFileException goneMeanwhile) {
      return Optional.empty();
    }
    String name = path.getFileName().toString();
    Seen before = seen.getIfPresent(name);
    if (before == null || !before.stamp().equals(now)) {
      seen.put(name, new Seen(now, System.nanoTime()));
      if (!now.regular()) {
        log.warn("{} is left alone: it is no regular file", path);
      }
      return Optional.empty();
    }
    boolean longEnough = System.nanoTime() - before.since() >= settings.settleTime().toNanos();
    return Optional.of(now).filter(stamp -> stamp.regular() && longEnough);
  }

  @Override
  public void abort(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange,
      GenericFile<File> found) {
    // it was not taken
  }

  @Override
  public void commit(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange,
      GenericFile<File> found) {
    leave(InboxFile.of(exchange));
  }

  /** Of an exchange whose failure nobody has handled; {@code inboxFailure} handles all of them. */
  @Override
  public void rollback(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint, Exchange exchange,
      GenericFile<File> found) {
    InboxFile file = InboxFile.of(exchange);
    Throwable failure = exchange.getException();
    file.setFailure(failure == null ? new IllegalStateException("the route was broken off") : failure);
    leave(file);
  }

  private void leave(InboxFile file) {
    InboxListener.Outcome outcome = InboxListener.Outcome.WAITING;
    try {
      if (file.zip().isPresent()) {
        file.zip().get().close();
      }
      if (file.failure().isEmpty()) {
        done(file);
        outcome = InboxListener.Outcome.DONE;
      } else if (isForNow(file.failure().get()) || model.state().phase() != ModelState.Phase.READY) {
        rest(file, file.failure().get());
      } else {
        failed(file, file.failure().get());
        outcome = InboxListener.Outcome.FAILED;
      }
    } catch (IOException e) {
      rest(file, e);
    } finally {
      letGo(file);
      listener.left(outcome);
    }
  }

  private void done(InboxFile file) throws IOException {
    AtomicFile.rename(file.path(), folders.done(file.name()));
    if (!Files.exists(folders.failed(file.name()))) {   // what was wrong before a crash no longer is
      Files.deleteIfExists(folders.error(file.name()));
    }
    resting.invalidate(file.name());
  }

  private void failed(InboxFile file, Throwable failure) throws IOException {
    ObjectNode error = ErrorBody.of(failure, file.life().id());
    AtomicFile.write(folders.error(file.name()),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(Map.of("error", error)));
    AtomicFile.rename(file.path(), folders.failed(file.name()));
    resting.invalidate(file.name());
    boolean asked = SpeechException.in(failure).filter(InvalidRequestException.class::isInstance).isPresent();
    log.atLevel(asked ? Level.INFO : Level.ERROR)
        .addKeyValue("file", file.name())
        .addKeyValue("error", error.path("code").asText())
        .addKeyValue("reason", error.path("message").asText())
        .addKeyValue("request_id", file.life().id())
        .setCause(asked ? null : failure)
        .log("inbox.failed");
  }

  private void rest(InboxFile file, Throwable failure) {
    Rest before = resting.getIfPresent(file.name());
    Duration pause = before == null ? SHORTEST_PAUSE : before.pause().multipliedBy(2);
    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    resting.put(file.name(), new Rest(pause, System.nanoTime() + pause.toNanos()));
    boolean ours = SpeechException.in(failure).isEmpty();
    log.atLevel(ours ? Level.WARN : Level.INFO)
        .addKeyValue("file", file.name())
        .addKeyValue("reason", ours ? failure : failure.getMessage())
        .addKeyValue("pause_seconds", pause.toSeconds())
        .addKeyValue("request_id", file.life().id())
        .log("inbox.waiting");
  }

  /** Whether the same file may be spoken later. */
  private static boolean isForNow(Throwable failure) {
    Optional<SpeechException> known = SpeechException.in(failure);
    return known.isPresent()
        ? FOR_NOW.contains(known.get().code())
        : isIn(failure, IOException.class::isInstance);
  }

  private static boolean isIn(Throwable failure, Predicate<Throwable> kind) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth < 32; cause = cause.getCause()) {
      if (kind.test(cause)) {
        return true;
      }
      depth++;
    }
    return false;
  }

  private void letGo(InboxFile file) {
    try {
      file.lock().release();
    } catch (IOException e) {
      log.warn("The lock of {} cannot be released ({})", file.path(), e.toString());
    }
    inWork.remove(file).complete(null);
  }

  /** Takes no more, and gives up what is in work. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (locks == null) {
        return;
      }
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(inWork.values().toArray(CompletableFuture[]::new));
    inWork.keySet().forEach(file -> file.life().end(new ShuttingDownException()));
    try {
      all.completeOnTimeout(null, SECONDS_TO_END, TimeUnit.SECONDS).join();
      locks.close();
    } catch (IOException e) {
      log.warn("{} cannot be closed ({})", folders.lockFile(), e.toString());
    }
  }
}
