package coqui.inbox;

import coqui.http.ErrorBody;
import coqui.pipeline.InferenceLog;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Tells the {@link Inbox} that a file could not be spoken.
 * Reads the exception that was caught and the {@link InboxFile}; what else is spoken of the file is given up.
 */
public final class InboxFailure implements Processor {

  private final InferenceLog inferences;

  public InboxFailure(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    InboxFile file = InboxFile.of(exchange);
    file.setFailure(failure);
    inferences.failed(exchange, ErrorBody.of(failure, file.life().id()).path("code").asText(), Optional.empty());
    file.life().end(SpeechException.in(failure)
        .orElseGet(() -> new SynthesisException("The file could not be spoken.", failure)));
  }
}
