package coqui.speech;

import java.util.Map;

/** A voice of the checkpoint is not the clients' to take away. */
public final class BuiltInVoiceException extends SpeechException {

  /** @param name of the voice, as the request has it in its field {@code voice} */
  public BuiltInVoiceException(String name) {
    super("built_in_voice",
        "The voice '%s' belongs to the checkpoint and cannot be deleted; only saved voices can.".formatted(name),
        null, true);
  }

  @Override
  public Map<String, Object> details() {
    return Map.of("field", "voice");
  }
}
