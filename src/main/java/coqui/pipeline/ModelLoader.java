package coqui.pipeline;

import coqui.speech.ModelLoadException;
import coqui.speech.ModelLoadingException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Loads the model once, in the background, while the service already answers.
 *
 * <p><b>Threads.</b> {@link #start} hands the load to the executor; {@link #require} is for any thread
 * and never waits, {@link #await} does.
 * <p><b>Ends.</b> A failure stays: every later {@link #require} tells it again. Closing frees a model that is loaded,
 * and one that is still loading as soon as it is.
 */
public final class ModelLoader implements AutoCloseable {

  private final Path folder;
  private final Supplier<SpeechModel> load;
  private final CompletableFuture<SpeechModel> model = new CompletableFuture<>();

  /**
   * @param folder of the model's files, named when the load fails for a reason that names none
   * @param load makes the model; may take minutes
   */
  public ModelLoader(Path folder, Supplier<SpeechModel> load) {
    this.folder = folder;
    this.load = load;
  }

  /**
   * Begins to load; to be called once.
   *
   * @return the model to be; fails as the load does. A copy: completing or cancelling it changes nothing here
   */
  public CompletableFuture<SpeechModel> start(Executor executor) {
    executor.execute(this::loadNow);
    return model.copy();
  }

  private void loadNow() {
    try {
      SpeechModel loaded = load.get();
      if (!model.complete(loaded)) {
        loaded.close();
      }
    } catch (Throwable failure) {   // an Error too: whoever waits must hear of a missing native library
      ModelLoadException told = failure instanceof ModelLoadException known
          ? known
          : new ModelLoadException(folder, "the model could not be loaded: " + failure, failure);
      model.completeExceptionally(told);
    }
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
