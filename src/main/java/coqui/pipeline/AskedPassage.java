package coqui.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.Passage;
import coqui.ssml.SsmlPassage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A passage as it is asked for, before anybody knows whether the model has its voice and its language.
 *
 * @param written its text
 * @param spoken the text to speak, in the language that it turns out to be in
 * @param speaker who is to speak; empty for the default speaker
 * @param language tag of it; empty for the default language
 * @param speed 1 is the voice's own pace
 * @param pauseSeconds of silence after it
 * @param located says of a refusal which passage it is about
 */
record AskedPassage(
    String written,
    Function<Language, String> spoken,
    Optional<String> speaker,
    Optional<String> language,
    double speed,
    double pauseSeconds,
    UnaryOperator<InvalidRequestException> located) {

  /** The one of a plain text, with what {@code asked} says of it. */
  static AskedPassage ofText(JsonNode asked) {
    String text = asked.path("text").asText();
    return new AskedPassage(text, language -> text, text(asked, "speaker_id"), text(asked, "language"),
        asked.path("speed").asDouble(1), 0, UnaryOperator.identity());
  }

  /**
   * A turn of a dialogue.
   *
   * @param asked the request; what the turn leaves out counts as it is said there
   * @param defaultPause in seconds, where the turn says nothing of it
   */
  static AskedPassage ofTurn(JsonNode turn, int index, JsonNode asked, double defaultPause) {
    String text = turn.path("text").asText();
    return new AskedPassage(text, language -> text,
        text(turn, "speaker_id").or(() -> text(asked, "speaker_id")),
        text(turn, "language").or(() -> text(asked, "language")),
        turn.path("speed").asDouble(asked.path("speed").asDouble(1)),
        turn.has("pause_ms") ? turn.path("pause_ms").asInt() / 1e3 : defaultPause,
        refusal -> located(refusal, "dialogue[%d]".formatted(index)));
  }

  /**
   * A passage of SSML.
   *
   * @param asked the request; what the document leaves out counts as it is said there, and the document's pace is in
   *     multiples of that
   */
  static AskedPassage ofSsml(SsmlPassage passage, JsonNode asked) {
    double speed = asked.path("speed").asDouble(1) * passage.rate();
    return new AskedPassage(passage.written(), passage::spoken,
        passage.voice().or(() -> text(asked, "speaker_id")),
        passage.language().or(() -> text(asked, "language")),
        Math.max(Passage.SLOWEST, Math.min(Passage.FASTEST, speed)),
        passage.pauseSeconds(),
        passage::located);
  }

  private static InvalidRequestException located(InvalidRequestException refusal, String where) {
    Map<String, Object> details = new LinkedHashMap<>(refusal.details());
    details.computeIfPresent("field", (key, field) -> where + "." + field);
    return new InvalidRequestException(refusal.code(), where + ": " + refusal.getMessage(), details);
  }

  static Optional<String> text(JsonNode object, String field) {
    return object.has(field) ? Optional.of(object.path(field).asText()) : Optional.empty();
  }
}
