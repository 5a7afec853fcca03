package coqui.pipeline;

import coqui.speech.MemoryExhaustedException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Does what a step does, and makes exceptions of its errors.
 *
 * <p>Camel minds exceptions only: an {@link Error} of a step that runs after an asynchronous one kills its thread's
 * task, and the request is never answered. Memory that runs out is the one to reckon with.
 */
public final class ErrorGuard implements Processor {

  private final Processor step;

  public ErrorGuard(Processor step) {
    this.step = step;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    try {
      step.process(exchange);
    } catch (Error e) {
      throw exception(e);
    }
  }

  /** What stands for an error. */
  static RuntimeException exception(Error error) {
    return error instanceof OutOfMemoryError
        ? new MemoryExhaustedException(error)
        : new IllegalStateException("a step failed with an error", error);
  }
}
