package coqui.speech;

/** There is no saved voice of the name that is to be deleted. */
public final class UnknownVoiceException extends SpeechException {

  /** @param name as asked for, or its beginning */
  public UnknownVoiceException(String name) {
    super("voice_not_found",
        "There is no saved voice '%s'; names are case-sensitive, and GET /v1/audio/voices lists them.".formatted(name),
        null, true);
  }
}
