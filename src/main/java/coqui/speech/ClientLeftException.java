package coqui.speech;

import java.time.Duration;

/** Whoever asked is gone: nobody will hear an answer. */
public final class ClientLeftException extends SpeechException {

  public ClientLeftException() {
    super("client_left", "The client closed the connection before it was answered.", null, true);
  }

  /**
   * It is there, but takes nothing.
   *
   * @param setting the configuration key of the limit that was reached
   */
  public ClientLeftException(Duration limit, String setting) {
    super("client_left", "The client took nothing of its answer for %d s (%s).".formatted(limit.toSeconds(), setting),
        null, true);
  }
}
