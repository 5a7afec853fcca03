package coqui.batch;

import coqui.pipeline.Step;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Puts the items of a {@link Batch} into its zip.
 * Reads the body of each part, an {@link ItemResult}, in the order in which they are finished; leaves no body.
 */
public final class ZipItems implements AggregationStrategy {

  @Override
  public Exchange aggregate(Exchange before, Exchange part) {
    ItemResult result = part.getMessage().getBody(ItemResult.class);
    part.getMessage().setBody(null);   // the recording goes its own way
    try {
      Batch.of(part).add(result);
    } catch (Error e) {   // Camel minds exceptions only
      throw Step.exception(e);
    }
    return before == null ? part : before;
  }
}
