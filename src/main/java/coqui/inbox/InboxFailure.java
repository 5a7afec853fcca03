package coqui.inbox;

import coqui.http.ErrorBody;
import coqui.pipeline.InferenceLog;
import coqui.speech.SpeechException;
import coqui.speech.SynthesisException;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the {@link Inbox} that a file could not be spoken.
 * Reads the exception that was caught and the {@link InboxFile}; what else is spoken of the file is given up.
 */
public final class InboxFailure implements Processor {

  private static final Logger log = LoggerFactory.getLogger(InboxFailure.class);

  private final InferenceLog inferences;

  public InboxFailure(InferenceLog inferences) {
    this.inferences = inferences;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    InboxFile file = InboxFile.of(exchange);
    file.setFailure(failure);
    Optional<SpeechException> known = SpeechException.in(failure);
    boolean ours = known.isEmpty() || known.get() instanceof SynthesisException;
    String code = ErrorBody.of(failure, file.life().id()).path("code").asText();
    inferences.failed(exchange, code, Optional.of(failure).filter(fault -> ours));
    log.atLevel(ours ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.INFO)
        .addKeyValue("file", file.name())
        .addKeyValue("error", code)
        .addKeyValue("reason", failure.getMessage())
        .setCause(ours ? failure : null)
        .log("inbox.failed");
    file.life().end(known.orElseGet(() -> new SynthesisException("The file could not be spoken.", failure)));
  }
}
