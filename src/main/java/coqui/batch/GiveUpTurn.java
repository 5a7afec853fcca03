package coqui.batch;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets the next item of a batch go on ({@link ItemTurns}), since this one is spoken. Leaves the body as it is. */
public final class GiveUpTurn implements Processor {

  @Override
  public void process(Exchange exchange) {
    ItemTurns.of(exchange).giveUp();
  }
}
