package coqui.speech;

/** Whoever asked is gone: nobody will hear an answer. */
public final class ClientLeftException extends SpeechException {

  public ClientLeftException() {
    super("client_left", "The client closed the connection before it was answered.", null, true);
  }
}
