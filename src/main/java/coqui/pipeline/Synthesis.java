package coqui.pipeline;

import coqui.speech.AudioClip;
import coqui.speech.ChunkRequest;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Lets the model speak one chunk, and no thread wait for it.
 * Reads the body, a {@link ChunkRequest}; leaves an {@link AudioClip} at the model's own rate.
 *
 * <p>The rest of the route runs on {@code executor}, never on the engine's device thread, which has other chunks to
 * serve. When a chunk fails, the request's other chunks are given up.
 */
public final class Synthesis extends AsyncProcessorSupport {

  private final ModelLoader model;
  private final Executor executor;

  /** @param executor of the steps that follow */
  public Synthesis(ModelLoader model, Executor executor) {
    this.model = model;
    this.executor = executor;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    SpeechTask task = SpeechTask.of(exchange);
    ChunkRequest chunk = exchange.getMessage().getBody(ChunkRequest.class);
    RequestLife life = RequestLife.of(exchange);
    task.window().submit(() -> {
      life.nameInLog();   // the engine takes it along
      try {
        return model.require().synthesize(chunk, EngineShare.of(exchange));
      } finally {
        life.noNameInLog();
      }
    }).whenCompleteAsync((clip, failure) -> {
      if (failure == null) {
        exchange.getMessage().setBody(clip);
        SpeechProgress.of(exchange).chunkSpoken(task.chunks());
      } else {
        exchange.setException(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
      }
      callback.done(false);
    }, executor);
    return false;
  }
}
