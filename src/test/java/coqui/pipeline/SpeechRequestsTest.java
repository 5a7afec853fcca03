package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechRequestsTest {

  private static final SavedVoices NO_SAVED_VOICES = new SavedVoices(Path.of("target", "no-voices"),
      new VoiceLimits(0, 0), Optional::empty, Clock.systemUTC(), Runnable::run, AfterWrite.NOTHING);

  private final ToneModel model = new ToneModel();
  private final SpeechRequests requests = new SpeechRequests(100, "Robert", 22_050, NO_SAVED_VOICES);

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
    SpeechRequest request = new SpeechRequests(100, "Nobody", 22_050, NO_SAVED_VOICES)
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

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("text", text);
  }
}
