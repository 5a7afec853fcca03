package coqui.pipeline;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Turns what was asked for into a request that can be spoken: checks each field, fills what was left out. The names
 * in messages are those of the HTTP contract.
 *
 * <p>What needs no model is checked before the model is asked for, so that a wrong request is told so even while it
 * loads.
 */
public final class SpeechRequests {

  private static final int LONGEST_ECHO = 80;

  private final int maxCharacters;
  private final String defaultSpeaker;
  private final int defaultSampleRate;

  /**
   * @param maxCharacters of one text
   * @param defaultSpeaker who speaks where a request names nobody; where the model lacks that voice, its first one does
   * @param defaultSampleRate of answers, in Hz
   */
  public SpeechRequests(int maxCharacters, String defaultSpeaker, int defaultSampleRate) {
    this.maxCharacters = maxCharacters;
    this.defaultSpeaker = defaultSpeaker;
    this.defaultSampleRate = defaultSampleRate;
  }

  /**
   * The request that {@code fields} ask for.
   *
   * @param model gives the model, or throws why there is none
   * @throws InvalidRequestException that names the field, what was found and what is expected
   */
  public SpeechRequest accept(SpeechFields fields, Supplier<SpeechModel> model) {
    checkText(fields.text());
    checkFormat(fields.outputFormat());
    double speed = number("speed", fields.speed(), 1, 0.7, 1.3);
    int sampleRate = (int) integer("sample_rate", fields.sampleRate(), defaultSampleRate, 8_000, 48_000);
    OptionalLong seed = fields.seed() == null
        ? OptionalLong.empty()
        : OptionalLong.of(integer("seed", fields.seed(), 0, 0, Long.MAX_VALUE));
    boolean normalize = fields.normalize() == null || fields.normalize();
    sampling(fields, new SamplingSettings(0, 0, 1, 1));

    SpeechModel loaded = model.get();
    return new SpeechRequest(
        fields.text(),
        voice(fields.speaker(), loaded.voices()),
        language(fields.language(), loaded.languages()),
        speed,
        sampling(fields, loaded.sampling()),
        seed,
        sampleRate,
        normalize);
  }

  private void checkText(String text) {
    if (text == null) {
      throw InvalidRequestException.ofField("text", "The field text is missing; it says what to speak.");
    }
    int length = text.codePointCount(0, text.length());
    if (length > maxCharacters) {
      throw new InvalidRequestException(
          "text_too_long",
          "The text has %d characters, at most %d are allowed (coqui.text.max-characters); send it in parts."
              .formatted(length, maxCharacters),
          Map.of("field", "text", "max_characters", maxCharacters));
    }
    text.codePoints().filter(SpeechRequests::isNoText).findFirst().ifPresent(found -> {
      throw InvalidRequestException.ofField(
          "text", "The text has the character U+%04X, which is no text; remove it.".formatted(found));
    });
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw nothingToSpeak();
    }
  }

  /** What is said to a text without anything that could be heard. */
  static InvalidRequestException nothingToSpeak() {
    return InvalidRequestException.ofField(
        "text", "The text has no letter and no digit, so there is nothing to speak.");
  }

  /**
   * Control characters but line ends, form feed and tab; halves of surrogate pairs; what Unicode says is no
   * character.
   */
  private static boolean isNoText(int codePoint) {
    boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE || codePoint >= 0xFDD0 && codePoint <= 0xFDEF;
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> "\t\n\f\r\u0085".indexOf(codePoint) < 0;
      case Character.SURROGATE -> true;
      default -> noncharacter;
    };
  }

  private static void checkFormat(String format) {
    if (format != null && !format.equals("wav")) {
      throw new InvalidRequestException(
          "invalid_output_format",
          "output_format is '%s'; the only one is 'wav'.".formatted(echo(format)),
          Map.of("field", "output_format", "supported_formats", List.of("wav")));
    }
  }

  private Voice voice(String speaker, Map<String, Voice> voices) {
    if (speaker == null) {
      return voices.getOrDefault(defaultSpeaker, voices.values().iterator().next());
    }
    return Optional.ofNullable(voices.get(speaker))
        .orElseThrow(() -> InvalidRequestException.unknownSpeaker(echo(speaker), new ArrayList<>(voices.keySet())));
  }

  private static Language language(String tag, List<Language> languages) {
    if (tag == null) {
      return languages.contains(Language.ENGLISH) ? Language.ENGLISH : languages.get(0);
    }
    return Language.of(tag)
        .filter(languages::contains)
        .orElseThrow(() -> InvalidRequestException.unsupportedLanguage(
            echo(tag), languages.stream().map(Language::code).toList()));
  }

  private static SamplingSettings sampling(SpeechFields fields, SamplingSettings defaults) {
    return new SamplingSettings(
        number("temperature", fields.temperature(), defaults.temperature(), 0, 2),
        (int) integer("top_k", fields.topK(), defaults.topK(), 0, 10_000),
        number("top_p", fields.topP(), defaults.topP(), 0.001, 1),
        number("repetition_penalty", fields.repetitionPenalty(), defaults.repetitionPenalty(), 1, 100));
  }

  private static double number(String field, Double value, double otherwise, double least, double most) {
    if (value != null && !(value >= least && value <= most)) {
      throw outOfRange(field, value, least, most);
    }
    return value == null ? otherwise : value;
  }

  private static long integer(String field, Long value, long otherwise, long least, long most) {
    if (value != null && (value < least || value > most)) {
      throw outOfRange(field, value, least, most);
    }
    return value == null ? otherwise : value;
  }

  private static InvalidRequestException outOfRange(String field, Number found, Number least, Number most) {
    return InvalidRequestException.ofField(field, "%s is %s, expected %s to %s.".formatted(field, found, least, most));
  }

  private static String echo(String value) {
    return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "…";
  }
}
