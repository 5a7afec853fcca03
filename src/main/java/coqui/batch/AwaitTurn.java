package coqui.batch;

import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Lets an item of a batch go on when it is its turn ({@link ItemTurns}); no thread waits.
 * Reads the body, a {@link BatchItem}; leaves it there, and on the exchange.
 */
public final class AwaitTurn extends AsyncProcessorSupport {

  private final Executor executor;

  /** @param executor of the steps that follow */
  public AwaitTurn(Executor executor) {
    this.executor = executor;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    exchange.getMessage().getBody(BatchItem.class).storeIn(exchange);
    ItemTurns.of(exchange).take().whenCompleteAsync((turn, refused) -> {
      if (refused != null) {
        exchange.setException(refused instanceof CompletionException wrapped ? wrapped.getCause() : refused);
      }
      callback.done(false);
    }, executor);
    return false;
  }
}
