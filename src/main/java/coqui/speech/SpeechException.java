package coqui.speech;

import java.util.Map;

/**
 * A request that cannot be answered with speech, by a stable code. The {@code http} package alone knows which status that is.
 * Refusals that are expected in normal operation carry no stack trace.
 */
public abstract sealed class SpeechException extends RuntimeException
    permits InvalidRequestException, ModelLoadingException, ModelLoadException, EngineBusyException, SynthesisException {

  private final String code;

  SpeechException(String code, String message, Throwable cause, boolean expected) {
    super(message, cause, false, !expected);
    this.code = code;
  }

  /** Stable and documented, for programs: {@code invalid_speaker}, {@code model_loading}, … */
  public final String code() {
    return code;
  }

  /** What a program can act on beside the code, by its name in the error body: {@code valid_speakers}, {@code field}, … */
  public Map<String, Object> details() {
    return Map.of();
  }
}
