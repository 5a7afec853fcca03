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
import coqui.ssml.SsmlDocument;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Between the turns of a dialogue, where a turn says nothing else: as people take turns who listen. */
  private static final double PAUSE_SECONDS = 0.4;

  private final SpeechLimits limits;
  private final String defaultSpeaker;
  private final int defaultSampleRate;
  private final SavedVoices savedVoices;
  private final VoiceAliases aliases;

  /**
   * @param defaultSpeaker who speaks where a request names nobody; where the model lacks that voice, its first one does
   * @param defaultSampleRate of answers, in Hz
   * @param savedVoices who can speak beside the model's own voices
   */
  public SpeechRequests(SpeechLimits limits, String defaultSpeaker, int defaultSampleRate, SavedVoices savedVoices) {
    this(limits, defaultSpeaker, defaultSampleRate, savedVoices, VoiceAliases.NONE);
  }

  /**
   * Where voices have further names.
   *
   * @param aliases where the model has none of those who may be meant, the default speaker is
   */
  public SpeechRequests(SpeechLimits limits, String defaultSpeaker, int defaultSampleRate, SavedVoices savedVoices,
      VoiceAliases aliases) {
    this.limits = limits;
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
    List<AskedPassage> passages = passages(asked);
    SpeechModel loaded = model.get();
    Map<Optional<String>, Voice> voices = new HashMap<>();   // a saved one is read once
    List<Passage> spoken = passages.stream().map(passage -> passage(passage, loaded, voices)).toList();
    if (asked.has("ssml")) {   // where numbers have become words by now
      checkLength(spoken.stream().map(Passage::text).mapToInt(SpeechRequests::length).sum(), "ssml");
    }
    return new SpeechRequest(
        spoken,
        sampling(asked, loaded.sampling()),
        asked.has("seed") ? OptionalLong.of(asked.path("seed").longValue()) : OptionalLong.empty(),
        asked.path("sample_rate").asInt(defaultSampleRate),
        asked.path("normalize").asBoolean(true));
  }

  /**
   * The same where speech cannot be streamed.
   *
   * @param why it cannot, for who asks for it
   */
  public SpeechRequest acceptWhole(ObjectNode asked, Supplier<SpeechModel> model, String why) {
    if (asked.path("stream").asBoolean()) {
      throw InvalidRequestException.ofField("stream", "stream is true, but %s; leave it out.".formatted(why));
    }
    return accept(asked, model);
  }

  private List<AskedPassage> passages(ObjectNode asked) {
    if (asked.has("dialogue")) {
      return turns(asked);
    }
    if (asked.has("ssml")) {
      return ssml(asked);
    }
    AskedPassage text = AskedPassage.ofText(asked);
    check(List.of(text), "text", "texts");
    checkSpeakable(text);
    return List.of(text);
  }

  private List<AskedPassage> turns(ObjectNode asked) {
    JsonNode dialogue = asked.path("dialogue");
    List<AskedPassage> turns = new ArrayList<>();
    for (JsonNode turn : dialogue) {
      boolean last = turns.size() == dialogue.size() - 1;
      turns.add(AskedPassage.ofTurn(turn, turns.size(), asked, last ? 0 : PAUSE_SECONDS));
    }
    check(turns, "dialogue", "turns");
    turns.forEach(SpeechRequests::checkSpeakable);
    return turns;
  }

  private List<AskedPassage> ssml(ObjectNode asked) {
    List<AskedPassage> passages = SsmlDocument.read(asked.path("ssml").asText()).stream()
        .map(passage -> AskedPassage.ofSsml(passage, asked)).toList();
    check(passages, "ssml", "passages");
    if (passages.stream().map(AskedPassage::written).noneMatch(SpeechRequests::isSpeakable)) {
      throw passages.get(0).located().apply(nothingToSpeak());
    }
    return passages;
  }

  private void check(List<AskedPassage> passages, String field, String what) {
    checkCount(passages.size(), field, what);
    checkLength(passages.stream().map(AskedPassage::written).mapToInt(SpeechRequests::length).sum(), field);
    checkPauses(passages, field);
    for (AskedPassage passage : passages) {
      passage.written().codePoints().filter(SpeechRequests::isNoText).findFirst().ifPresent(found -> {
        throw passage.located().apply(InvalidRequestException.ofField(
            "text", "The text has the character U+%04X, which is no text; remove it.".formatted(found)));
      });
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void checkSpeakable(AskedPassage passage) {
    if (!isSpeakable(passage.written())) {
      throw passage.located().apply(nothingToSpeak());
    }
  }

  private static boolean isSpeakable(String text) {
    return text.codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private Passage passage(AskedPassage asked, SpeechModel model, Map<Optional<String>, Voice> voices) {
    try {
      Voice voice = voices.computeIfAbsent(asked.speaker(), speaker -> voice(speaker, model.voices()));
      Language language = language(asked.language(), model.languages());
      return new Passage(asked.spoken().apply(language), voice, language, asked.speed(), asked.pauseSeconds());
    } catch (InvalidRequestException refused) {
      throw asked.located().apply(refused);
    }
  }

  private void checkLength(int characters, String field) {
    if (characters > limits.characters()) {
      throw new InvalidRequestException(
          "text_too_long",
          "The %s has %d characters, at most %d are allowed (%s); send it in parts."
              .formatted(field, characters, limits.characters(), SpeechLimits.CHARACTERS),
          Map.of("field", field, "max_characters", limits.characters()));
    }
  }

  private void checkCount(int passages, String field, String what) {
    if (passages > limits.passages()) {
      throw new InvalidRequestException(
          "too_many_passages",
          "The %s has %d %s, at most %d are allowed (%s); send it in parts."
              .formatted(field, passages, what, limits.passages(), SpeechLimits.PASSAGES),
          Map.of("field", field, "max_passages", limits.passages()));
    }
  }

  private void checkPauses(List<AskedPassage> passages, String field) {
    double seconds = passages.stream().mapToDouble(AskedPassage::pauseSeconds).sum();
    if (seconds > limits.pauseSeconds()) {
      throw new InvalidRequestException(
          "pauses_too_long",
          "The pauses of the %s last %.1f s, all together at most %.1f s are allowed (%s); make them shorter."
              .formatted(field, seconds, limits.pauseSeconds(), SpeechLimits.PAUSE),
          Map.of("field", field, "max_pause_seconds", limits.pauseSeconds()));
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

  private Voice voice(Optional<String> speaker, Map<String, Voice> voices) {
    if (speaker.isEmpty()) {
      return defaultVoice(voices);
    }
    String name = speaker.get();
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

  private static Language language(Optional<String> tag, List<Language> languages) {
    if (tag.isEmpty()) {
      return languages.contains(Language.ENGLISH) ? Language.ENGLISH : languages.get(0);
    }
    return Language.of(tag.get())
        .filter(languages::contains)
        .orElseThrow(() -> InvalidRequestException.unsupportedLanguage(
            Quoted.shortened(tag.get()), languages.stream().map(Language::code).toList()));
  }

  private static SamplingSettings sampling(ObjectNode asked, SamplingSettings defaults) {
    return new SamplingSettings(
        asked.path("temperature").asDouble(defaults.temperature()),
        asked.path("top_k").asInt(defaults.topK()),
        asked.path("top_p").asDouble(defaults.topP()),
        asked.path("repetition_penalty").asDouble(defaults.repetitionPenalty()));
  }
}
