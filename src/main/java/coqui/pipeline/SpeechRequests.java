package coqui.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.Quoted;
import coqui.speakers.SavedVoices;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.Passage;
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
 * Turns what was asked for into a request that can be spoken: checks what the contract's schemas cannot say (the text,
 * the speakers and languages of the checkpoint), fills what was left out. The names in messages are those of the
 * HTTP contract.
 *
 * <p>What needs no model is checked before the model is asked for, so that a wrong request is told so even while it
 * loads.
 */
public final class SpeechRequests {

  private final int maxCharacters;
  private final String defaultSpeaker;
  private final int defaultSampleRate;
  private final SavedVoices savedVoices;
  private final VoiceAliases aliases;

  /**
   * @param maxCharacters of one text
   * @param defaultSpeaker who speaks where a request names nobody; where the model lacks that voice, its first one does
   * @param defaultSampleRate of answers, in Hz
   * @param savedVoices who can speak beside the model's own voices
   */
  public SpeechRequests(int maxCharacters, String defaultSpeaker, int defaultSampleRate, SavedVoices savedVoices) {
    this(maxCharacters, defaultSpeaker, defaultSampleRate, savedVoices, VoiceAliases.NONE);
  }

  /**
   * Where voices have further names.
   *
   * @param aliases where the model has none of those who may be meant, the default speaker is
   */
  public SpeechRequests(int maxCharacters, String defaultSpeaker, int defaultSampleRate, SavedVoices savedVoices,
      VoiceAliases aliases) {
    this.maxCharacters = maxCharacters;
    this.defaultSpeaker = defaultSpeaker;
    this.defaultSampleRate = defaultSampleRate;
    this.savedVoices = savedVoices;
    this.aliases = aliases;
  }

  /**
   * The request that was asked for.
   *
   * @param asked as the contract allows the body of {@code POST /tts}, or the texts of a form of
   *     {@code POST /voice-clone}
   * @param model gives the model, or throws why there is none
   * @throws InvalidRequestException that names the field, what was found and what is expected
   */
  public SpeechRequest accept(ObjectNode asked, Supplier<SpeechModel> model) {
    String text = asked.path("text").asText();
    checkText(text);
    SpeechModel loaded = model.get();
    Passage passage = new Passage(
        text,
        voice(asked.path("speaker_id"), loaded.voices()),
        language(asked.path("language"), loaded.languages()),
        asked.path("speed").asDouble(1),
        0);
    return new SpeechRequest(
        List.of(passage),
        sampling(asked, loaded.sampling()),
        asked.has("seed") ? OptionalLong.of(asked.path("seed").longValue()) : OptionalLong.empty(),
        asked.path("sample_rate").asInt(defaultSampleRate),
        asked.path("normalize").asBoolean(true));
  }

  private void checkText(String text) {
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

  private Voice voice(JsonNode speaker, Map<String, Voice> voices) {
    if (speaker.isMissingNode()) {
      return defaultVoice(voices);
    }
    String name = speaker.asText();
    return find(name, voices).or(() -> meant(name, voices)).orElseThrow(() -> {
      List<String> names = new ArrayList<>(voices.keySet());
      names.addAll(savedVoices.names());
      return InvalidRequestException.unknownSpeaker(Quoted.shortened(name), names);
    });
  }

  private Voice defaultVoice(Map<String, Voice> voices) {
    return voices.getOrDefault(defaultSpeaker, voices.values().iterator().next());
  }

  private Optional<Voice> find(String name, Map<String, Voice> voices) {
    return Optional.ofNullable(voices.get(name)).or(() -> savedVoices.find(name));
  }

  private Optional<Voice> meant(String alias, Map<String, Voice> voices) {
    return aliases.of(alias).map(names -> names.stream()
        .flatMap(name -> find(name, voices).stream())
        .findFirst()
        .orElseGet(() -> defaultVoice(voices)));
  }

  private static Language language(JsonNode tag, List<Language> languages) {
    if (tag.isMissingNode()) {
      return languages.contains(Language.ENGLISH) ? Language.ENGLISH : languages.get(0);
    }
    return Language.of(tag.asText())
        .filter(languages::contains)
        .orElseThrow(() -> InvalidRequestException.unsupportedLanguage(
            Quoted.shortened(tag.asText()), languages.stream().map(Language::code).toList()));
  }

  private static SamplingSettings sampling(ObjectNode asked, SamplingSettings defaults) {
    return new SamplingSettings(
        asked.path("temperature").asDouble(defaults.temperature()),
        asked.path("top_k").asInt(defaults.topK()),
        asked.path("top_p").asDouble(defaults.topP()),
        asked.path("repetition_penalty").asDouble(defaults.repetitionPenalty()));
  }
}
