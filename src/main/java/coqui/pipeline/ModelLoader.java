package coqui.pipeline;

import coqui.speech.ModelLoadException;
import coqui.speech.ModelLoadingException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the model in the background, while the service already answers.
 *
 * <p><b>Threads.</b> {@link #start} hands the load to the executors; {@link #require} and {@link #state} are for any
 * thread and never wait, {@link #await} does.
 * <p><b>Ends.</b> A failure is logged and followed by another attempt, as long as there are any left: a volume may be
 * mounted late, a file may still be on its way. The last one stays: every later {@link #require} tells it again.
 * Closing frees a model that is loaded, and one that is still loading as soon as it is.
 */
public final class ModelLoader implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ModelLoader.class);

  private final Path folder;
  private final int attempts;
  private final Supplier<SpeechModel> load;
  private final CompletableFuture<SpeechModel> model = new CompletableFuture<>();
  private volatile Optional<String> failure = Optional.empty();   // of the last attempt; written by the loading thread

  /**
   * @param folder of the model's files, named when the load fails for a reason that names none
   * @param attempts how often loading is tried before its failure is final
   * @param load makes the model; may take minutes
   */
  public ModelLoader(Path folder, int attempts, Supplier<SpeechModel> load) {
    this.folder = folder;
    this.attempts = attempts;
    this.load = load;
  }

  /**
   * Begins to load; to be called once.
   *
   * @param first has the first attempt
   * @param again has each further one; it may take its time
   * @return the model to be; fails as the last attempt does. A copy: completing or cancelling it changes nothing here
   */
  public CompletableFuture<SpeechModel> start(Executor first, Executor again) {
    first.execute(() -> attempt(1, again));
    return model.copy();
  }

  private void attempt(int number, Executor again) {
    if (model.isDone()) {
      return;   // closed meanwhile
    }
    try {
      SpeechModel loaded = load.get();
      if (!model.complete(loaded)) {
        loaded.close();
      }
    } catch (Throwable cause) {   // an Error too: whoever waits must hear of a missing native library
      ModelLoadException told = cause instanceof ModelLoadException known
          ? known
          : new ModelLoadException(folder, "the model could not be loaded: " + cause, cause);
      failure = Optional.of(told.getMessage());
      if (number < attempts) {
        log.warn("Attempt {} of {} to load the model failed: {}", number, attempts, told.getMessage(), told.getCause());
        again.execute(() -> attempt(number + 1, again));
      } else {
        model.completeExceptionally(told);
      }
    }
  }

  /** How far the model is. */
  public ModelState state() {
    if (!model.isDone()) {
      return new ModelState(ModelState.Phase.LOADING, failure);
    }
    Optional<String> problem = model.isCompletedExceptionally() ? failure : model.join().problem();
    return new ModelState(problem.isEmpty() ? ModelState.Phase.READY : ModelState.Phase.FAILED, problem);
  }

  /**
   * The model.
   *
   * @throws ModelLoadingException while it is not there yet
   * @throws ModelLoadException if it will never be
   */
  public SpeechModel require() {
    if (!model.isDone()) {
      throw new ModelLoadingException();
    }
    return await();
  }

  /**
   * The model, as soon as it is there.
   *
   * @throws ModelLoadException if it will never be
   */
  public SpeechModel await() {
    try {
      return model.join();
    } catch (CompletionException failed) {
      throw (ModelLoadException) failed.getCause();
    }
  }

  @Override
  public void close() {
    model.cancel(false);
    if (!model.isCompletedExceptionally()) {
      model.join().close();
    }
  }
}
