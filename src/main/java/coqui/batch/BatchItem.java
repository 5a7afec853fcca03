package coqui.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;

/**
 * One text of a batch.
 *
 * @param index in the batch, from 0
 * @param id what its file is called, without the ending
 * @param asked the fields of {@code POST /tts}, not checked yet
 */
public record BatchItem(int index, String id, ObjectNode asked) {

  private static final String PROPERTY = "batchItem";

  void storeIn(Exchange exchange) {
    exchange.setProperty(PROPERTY, this);
  }

  /** That which {@code exchange} is about. */
  public static BatchItem of(Exchange exchange) {
    return exchange.getProperty(PROPERTY, BatchItem.class);
  }
}
