package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speakers.AfterWrite;
import coqui.speakers.SavedVoices;
import coqui.speakers.VoiceLimits;
import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.ModelLoadingException;
import coqui.speech.Passage;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import coqui.speech.Voice;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechRequestsTest {

  private static final SpeechLimits LIMITS = new SpeechLimits(100, 5, 3);

  private static final SavedVoices NO_SAVED_VOICES = new SavedVoices(Path.of("target", "no-voices"),
      new VoiceLimits(0, 0), Optional::empty, Clock.systemUTC(), Runnable::run, AfterWrite.NOTHING);

  private final ToneModel model = new ToneModel();
  private final SpeechRequests requests = new SpeechRequests(LIMITS, "Robert", 22_050, NO_SAVED_VOICES);

  @Test
  void accept_aliasOfAVoice_isTheFirstThatIsThereUnlessAVoiceIsCalledSo() {
    SpeechRequests knowing = new SpeechRequests(LIMITS, "Robert", 22_050, NO_SAVED_VOICES, new VoiceAliases(Map.of(
        "nova", List.of("Nobody", "Sally"), "onyx", List.of("Nobody"), "Sally", List.of("Robert"))));

    assertThat(speaker(knowing, "nova")).isEqualTo("Sally");
    assertThat(speaker(knowing, "onyx")).isEqualTo("Robert");
    assertThat(speaker(knowing, "Sally")).isEqualTo("Sally");
    assertThatThrownBy(() -> speaker(knowing, "alloy")).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> speaker(requests, "nova")).isInstanceOf(InvalidRequestException.class);
  }

  private String speaker(SpeechRequests asked, String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("text", "Hello.").put("speaker_id", name);
    return asked.accept(body, () -> model).speakers().get(0);
  }

  @Test
  void accept_textAlone_fillsInTheDefaults() {
    SpeechRequest request = accept(text("Hello."));

    assertThat(request).isEqualTo(new SpeechRequest(
        List.of(new Passage("Hello.", model.voices().get("Robert"), Language.ENGLISH, 1, 0)),
        model.sampling(), OptionalLong.empty(), 22_050, true));
  }

  @Test
  void accept_everyField_isTaken() {
    SpeechRequest request = accept(text("Hallo.").put("speaker_id", "Sally").put("language", "de").put("speed", 1.3)
        .put("temperature", 2.0).put("top_k", 0).put("top_p", 1.0).put("repetition_penalty", 1.0)
        .put("seed", Long.MAX_VALUE).put("sample_rate", 48_000).put("normalize", false));

    assertThat(request).isEqualTo(new SpeechRequest(
        List.of(new Passage("Hallo.", model.voices().get("Sally"), Language.GERMAN, 1.3, 0)),
        new SamplingSettings(2, 0, 1, 1), OptionalLong.of(Long.MAX_VALUE), 48_000, false));
  }

  @Test
  void accept_noSpeakerAndNoVoiceOfTheDefaultName_takesTheFirstVoice() {
    SpeechRequest request = new SpeechRequests(LIMITS, "Nobody", 22_050, NO_SAVED_VOICES)
        .accept(text("Hello."), () -> model);

    assertThat(request.speakers()).containsExactly("Sally");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "EN", "en-GB", "en_US"})
  void accept_regionalTagOfASpokenLanguage_isThatLanguage(String tag) {
    assertThat(accept(text("Hello.").put("language", tag)).languages()).containsExactly(Language.ENGLISH);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n\t", "...", "?!", "😀 🎉", "— „“"})
  void accept_textWithNothingToSpeak_isRefused(String text) {
    assertThat(refusal(text(text)))
        .hasMessageContaining("no letter and no digit")
        .extracting(InvalidRequestException::code)
        .isEqualTo("invalid_text");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a\u0000b", "a\u0007b", "a\u001bb", "a\u007fb", "a\u009fb", "a\ud800b", "a\udc00", "a\ufffe", "a\ufdd0"})
  void accept_textWithWhatIsNoText_isRefusedByItsCodePoint(String text) {
    assertThat(refusal(text(text)))
        .hasMessageContaining("U+%04X".formatted(text.codePointAt(1)))
        .extracting(InvalidRequestException::code)
        .isEqualTo("invalid_text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nb", "a\tb", "\ufeffa", "a\u200db", "á", "日本", "1", "a 😀", "a\u0085b"})
  void accept_textOfAnyScript_isTaken(String text) {
    assertThat(accept(text(text)).passages().get(0).text()).isEqualTo(text);
  }

  @Test
  void accept_longestText_isTaken() {
    assertThatCode(() -> accept(text("𐐀".repeat(100)))).doesNotThrowAnyException();
  }

  @Test
  void accept_textOverTheLimit_isRefusedWithTheLimit() {
    InvalidRequestException refusal = refusal(text("a".repeat(101)));

    assertThat(refusal.code()).isEqualTo("text_too_long");
    assertThat(refusal).hasMessageContainingAll("101", "100", "coqui.text.max-characters");
    assertThat(refusal.details()).containsEntry("max_characters", 100);
  }

  @Test
  void accept_longSpeakerName_isEchoedShort() {
    assertThat(refusal(text("Hello.").put("speaker_id", "x".repeat(100_000))).getMessage()).hasSizeLessThan(200);
  }

  @Test
  void accept_dialogue_isAPassageATurnWithTheRequestsFieldsAsDefaults() {
    SpeechRequest request = accept(dialogue("""
        [{"text": "One.", "speaker_id": "Sally"}, {"text": "Zwei.", "language": "de", "speed": 0.8, "pause_ms": 1500},
         {"text": "Three."}]""").put("speaker_id", "Robert").put("language", "en").put("speed", 1.2).put("seed", 7));

    Voice sally = model.voices().get("Sally");
    Voice robert = model.voices().get("Robert");
    assertThat(request.passages()).containsExactly(
        new Passage("One.", sally, Language.ENGLISH, 1.2, 0.4),
        new Passage("Zwei.", robert, Language.GERMAN, 0.8, 1.5),
        new Passage("Three.", robert, Language.ENGLISH, 1.2, 0));
    assertThat(request.seed()).hasValue(7);
    assertThat(request.speakers()).containsExactly("Sally", "Robert");
  }

  @Test
  void accept_pauseAfterTheLastTurn_isKeptWhereItIsAskedFor() {
    assertThat(accept(dialogue("[{\"text\": \"One.\", \"pause_ms\": 250}]")).passages())
        .extracting(Passage::pauseSeconds).containsExactly(0.25);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "[{\"text\": \"a\"}, {\"text\": \"b\", \"speaker_id\": \"Nobody\"}] | invalid_speaker | dialogue[1].speaker_id"
          + " | dialogue[1]: There is no speaker 'Nobody'",
      "[{\"text\": \"a\", \"language\": \"xx\"}] | unsupported_language | dialogue[0].language"
          + " | dialogue[0]: Language 'xx' is not spoken",
      "[{\"text\": \"a\"}, {\"text\": \"b\"}, {\"text\": \"?!\"}] | invalid_text | dialogue[2].text"
          + " | dialogue[2]: The text has no letter and no digit",
      "[{\"text\": \"a\\u0007\"}] | invalid_text | dialogue[0].text | dialogue[0]: The text has the character U+0007"})
  void accept_turnThatCannotBeSpoken_isRefusedByItsPlace(String turns, String code, String field, String message) {
    InvalidRequestException refusal = refusal(dialogue(turns));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.details()).containsEntry("field", field);
    assertThat(refusal).hasMessageStartingWith(message);
  }

  @Test
  void accept_dialogueOverTheLimits_isRefusedWithTheSetting() {
    ObjectNode sixTurns = dialogue("[" + "{\"text\": \"a\"},".repeat(5) + "{\"text\": \"a\"}]");
    ObjectNode tooLong = dialogue("[{\"text\": \"%s\"}, {\"text\": \"a\"}]".formatted("a".repeat(100)));
    ObjectNode slow = dialogue("[{\"text\": \"a\", \"pause_ms\": 2000}, {\"text\": \"a\", \"pause_ms\": 1001}]");

    assertThat(refusal(sixTurns)).hasMessageContainingAll("6 turns", "at most 5", "coqui.text.max-passages")
        .extracting(InvalidRequestException::code).isEqualTo("too_many_passages");
    assertThat(refusal(tooLong)).hasMessageContainingAll("101", "100", "coqui.text.max-characters")
        .extracting(InvalidRequestException::code).isEqualTo("text_too_long");
    assertThat(refusal(slow)).hasMessageContainingAll("3.0 s", "coqui.text.max-pause")
        .extracting(InvalidRequestException::code).isEqualTo("pauses_too_long");
  }

  @Test
  void accept_wrongTurnWhileTheModelLoads_isToldSo() {
    assertThatThrownBy(() -> requests.accept(dialogue("[{\"text\": \"...\"}]"), SpeechRequestsTest::loading))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void accept_nothingToSpeakWhileTheModelLoads_isToldSo() {
    assertThatThrownBy(() -> requests.accept(text("..."), SpeechRequestsTest::loading))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void accept_whileTheModelLoads_saysSo() {
    assertThatThrownBy(() -> requests.accept(text("Hello."), SpeechRequestsTest::loading))
        .isInstanceOf(ModelLoadingException.class);
  }

  private static SpeechModel loading() {
    throw new ModelLoadingException();
  }

  private SpeechRequest accept(ObjectNode asked) {
    return requests.accept(asked, () -> model);
  }

  private InvalidRequestException refusal(ObjectNode asked) {
    return catchThrowableOfType(InvalidRequestException.class, () -> accept(asked));
  }

  private static ObjectNode dialogue(String turns) {
    try {
      return (ObjectNode) new ObjectMapper().readTree("{\"dialogue\": %s}".formatted(turns));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }
}
