package coqui.http.tts;

import coqui.batch.BatchItem;
import coqui.batch.ItemResult;
import coqui.http.ErrorBody;
import coqui.http.Problem;
import coqui.pipeline.InferenceLog;
import coqui.pipeline.RequestLife;
import coqui.speech.ClientLeftException;
import coqui.speech.SpeechException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of an item of a batch that failed what an answer of its own would tell.
 * Reads the exception that was caught and the {@link BatchItem}; leaves an {@link ItemResult}.
 */
public final class ItemFailed implements Processor {

  private static final Logger log = LoggerFactory.getLogger(ItemFailed.class);

  private final InferenceLog inferences;

  public ItemFailed(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    BatchItem item = BatchItem.of(exchange);
    Problem problem = Problem.of(failure);
    boolean ours = problem.status() == 500;
    boolean told = inferences.failed(exchange, problem.code(), Optional.of(failure).filter(fault -> ours));
    if (!told && !(SpeechException.in(failure).orElse(null) instanceof ClientLeftException)) {
      log.atLevel(ours ? Level.ERROR : Level.INFO)
          .addKeyValue("item", item.id())
          .addKeyValue("error", problem.code())
          .setCause(ours ? failure : null)
          .log("batch.item.failed");
    }
    exchange.getMessage().setBody(
        ItemResult.failed(item, ErrorBody.of(problem, RequestLife.of(exchange).id())));
  }
}
