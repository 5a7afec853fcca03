package coqui.speech;

import java.util.List;
import java.util.Map;

/** The caller asked for something that does not exist or is out of range; asking again unchanged will not help. */
public final class InvalidRequestException extends SpeechException {

  private final Map<String, Object> details;

  /**
   * @param code stable, e.g. {@code invalid_speed}
   * @param message what was found, what is expected, what to do
   * @param details further members of the error body
   */
  public InvalidRequestException(String code, String message, Map<String, Object> details) {
    super(code, message, null, true);
    this.details = Map.copyOf(details);
  }

  /** A field with a value that cannot be used. The code is {@code invalid_} and the field's name. */
  public static InvalidRequestException ofField(String field, String message) {
    return new InvalidRequestException("invalid_" + field, message, Map.of("field", field));
  }

  /** A speaker that this checkpoint does not have. */
  public static InvalidRequestException unknownSpeaker(String speaker, List<String> validSpeakers) {
    return new InvalidRequestException(
        "invalid_speaker",
        "There is no speaker '%s'. Names are case-sensitive; use one of valid_speakers.".formatted(speaker),
        Map.of("field", "speaker_id", "valid_speakers", List.copyOf(validSpeakers)));
  }

  /** A language that this checkpoint does not speak. */
  public static InvalidRequestException unsupportedLanguage(String language, List<String> supportedLanguages) {
    return new InvalidRequestException(
        "unsupported_language",
        "Language '%s' is not spoken by this model; use one of supported_languages.".formatted(language),
        Map.of("field", "language", "supported_languages", List.copyOf(supportedLanguages)));
  }

  @Override
  public Map<String, Object> details() {
    return details;
  }
}
