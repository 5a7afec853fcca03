package coqui.batch;

import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Ends the zip of a {@link Batch} and waits, without a thread, until it is taken.
 * Leaves no body.
 */
public final class FinishBatch extends AsyncProcessorSupport {

  private final Executor executor;

  /** @param executor of the steps that follow */
  public FinishBatch(Executor executor) {
    this.executor = executor;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    exchange.getMessage().setBody(null);
    Batch.of(exchange).finish().whenCompleteAsync((taken, failure) -> {
      if (failure != null) {
        exchange.setException(failure instanceof CompletionException wrapped ? wrapped.getCause() : failure);
      }
      callback.done(false);
    }, executor);
    return false;
  }
}
