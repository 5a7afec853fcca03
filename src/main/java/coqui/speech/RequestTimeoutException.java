package coqui.speech;

import java.time.Duration;

/** A request took longer than any may; its work was given up. */
public final class RequestTimeoutException extends SpeechException {

  /** @param setting the configuration key of the limit that was reached */
  public RequestTimeoutException(Duration limit, String setting) {
    super("request_timeout",
        "The request was not done within %d s (%s); send a shorter text, or send it again when less is going on."
            .formatted(limit.toSeconds(), setting), null, true);
  }
}
