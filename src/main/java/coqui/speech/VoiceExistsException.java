package coqui.speech;

import java.util.Map;

/** A voice cannot be saved under a name that is taken, be it in other letter case. */
public final class VoiceExistsException extends SpeechException {

  private final String field;

  /**
   * @param field of the request with the name
   * @param message who has it, and what to do
   */
  public VoiceExistsException(String field, String message) {
    super("voice_exists", message, null, true);
    this.field = field;
  }

  @Override
  public Map<String, Object> details() {
    return Map.of("field", field);
  }
}
