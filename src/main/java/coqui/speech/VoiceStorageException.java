package coqui.speech;

/** The folder of the saved voices cannot be read or written; nothing is half done. */
public final class VoiceStorageException extends SpeechException {

  /** @param message what could not be done, why, and what to do; without paths, which are the cause's to tell */
  public VoiceStorageException(String message, Throwable cause) {
    super("voice_storage_failed", message, cause, false);
  }
}
