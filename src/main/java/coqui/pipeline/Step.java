package coqui.pipeline;

import coqui.speech.MemoryExhaustedException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * What all steps of the routes have in common: the log lines that one writes carry the name of its request, and its
 * errors become exceptions.
 *
 * <p>Camel minds exceptions only: an {@link Error} of a step that runs after an asynchronous one kills its thread's
 * task, and the request is never answered. Memory that runs out is the one to reckon with.
 */
public final class Step implements Processor {

  private final Processor work;

  public Step(Processor work) {
    this.work = work;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    RequestLife life = RequestLife.of(exchange);
    life.nameInLog();
    try {
      work.process(exchange);
    } catch (Error e) {
      throw exception(e);
    } finally {
      life.noNameInLog();
    }
  }

  /** What stands for an error. */
  public static RuntimeException exception(Error error) {
    return error instanceof OutOfMemoryError
        ? new MemoryExhaustedException(error)
        : new IllegalStateException("a step failed with an error", error);
  }
}
