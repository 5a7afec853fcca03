package coqui.pipeline;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/** Does something once an exchange is done, whatever it ended with. */
record ExchangeDone(Runnable action) implements Synchronization {

  @Override
  public void onComplete(Exchange exchange) {
    action.run();
  }

  @Override
  public void onFailure(Exchange exchange) {
    action.run();
  }
}
