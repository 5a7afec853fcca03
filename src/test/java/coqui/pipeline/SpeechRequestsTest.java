package coqui.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coqui.speech.InvalidRequestException;
import coqui.speech.Language;
import coqui.speech.ModelLoadingException;
import coqui.speech.SamplingSettings;
import coqui.speech.SpeechRequest;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechRequestsTest {

  private final ToneModel model = new ToneModel();
  private final SpeechRequests requests = new SpeechRequests(100, "Robert", 22_050);

  @Test
  void accept_textAlone_fillsInTheDefaults() {
    SpeechRequest request = accept(text("Hello."));

    assertThat(request).isEqualTo(new SpeechRequest("Hello.", model.voices().get("Robert"), Language.ENGLISH, 1,
        model.sampling(), OptionalLong.empty(), 22_050, true));
  }

  @Test
  void accept_everyField_isTaken() {
    SpeechRequest request = accept(new SpeechFields(
        "Hallo.", "Sally", "de", "wav", 1.3, 2.0, 0L, 1.0, 1.0, Long.MAX_VALUE, 48_000L, false));

    assertThat(request).isEqualTo(new SpeechRequest("Hallo.", model.voices().get("Sally"), Language.GERMAN, 1.3,
        new SamplingSettings(2, 0, 1, 1), OptionalLong.of(Long.MAX_VALUE), 48_000, false));
  }

  @Test
  void accept_noSpeakerAndNoVoiceOfTheDefaultName_takesTheFirstVoice() {
    SpeechRequest request = new SpeechRequests(100, "Nobody", 22_050).accept(text("Hello."), () -> model);

    assertThat(request.voice().name()).isEqualTo("Sally");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "EN", "en-GB", "en_US"})
  void accept_regionalTagOfASpokenLanguage_isThatLanguage(String tag) {
    assertThat(accept(new Fields().language(tag).build()).language()).isEqualTo(Language.ENGLISH);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
      "speed, 0.69", "speed, 1.31", "speed, NaN", "speed, Infinity", "speed, -1",
      "temperature, -0.1", "temperature, 2.1", "temperature, NaN",
      "top_p, 0", "top_p, 1.01", "top_p, NaN",
      "repetition_penalty, 0.9", "repetition_penalty, 101", "repetition_penalty, NaN",
      "top_k, -1", "top_k, 10001",
      "seed, -1", "sample_rate, 7999", "sample_rate, 48001", "sample_rate, -9223372036854775808"})
  void accept_numberOutOfRange_isRefusedByName(String field, String value) {
    InvalidRequestException refusal = refusal(new Fields().number(field, value).build());

    assertThat(refusal.code()).isEqualTo("invalid_" + field);
    assertThat(refusal.details()).containsEntry("field", field);
    assertThat(refusal.getMessage()).startsWith(field + " is ").contains("expected");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
      "speed, 0.7", "speed, 1.3", "temperature, 0", "temperature, 2", "top_p, 1", "repetition_penalty, 1",
      "top_k, 0", "top_k, 10000", "seed, 0", "sample_rate, 8000", "sample_rate, 48000"})
  void accept_numberAtTheEndOfItsRange_isTaken(String field, String value) {
    assertThatCode(() -> accept(new Fields().number(field, value).build())).doesNotThrowAnyException();
  }

  @Test
  void accept_noText_isRefused() {
    assertThat(refusal(text(null)).code()).isEqualTo("invalid_text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\t", "...", "?!", "😀 🎉", "— „“"})
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
    assertThat(accept(text(text)).text()).isEqualTo(text);
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

  @ParameterizedTest
  @ValueSource(strings = {"mp3", "WAV", ""})
  void accept_otherFormats_areRefused(String format) {
    InvalidRequestException refusal = refusal(new Fields().format(format).build());

    assertThat(refusal.code()).isEqualTo("invalid_output_format");
    assertThat(refusal.details()).containsEntry("supported_formats", List.of("wav"));
  }

  @Test
  void accept_longSpeakerName_isEchoedShort() {
    assertThat(refusal(new Fields().speaker("x".repeat(100_000)).build()).getMessage()).hasSizeLessThan(200);
  }

  @Test
  void accept_wrongFieldWhileTheModelLoads_isToldTheField() {
    assertThatThrownBy(() -> requests.accept(new Fields().number("speed", "9").build(), SpeechRequestsTest::loading))
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

  private SpeechRequest accept(SpeechFields fields) {
    return requests.accept(fields, () -> model);
  }

  private InvalidRequestException refusal(SpeechFields fields) {
    return catchThrowableOfType(InvalidRequestException.class, () -> accept(fields));
  }

  private static SpeechFields text(String text) {
    return new SpeechFields(text, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** Fields around one that a test is about. */
  private static final class Fields {
    private String speaker;
    private String language;
    private String format;
    private String numberField = "";
    private String number;

    Fields speaker(String value) {
      speaker = value;
      return this;
    }

    Fields language(String value) {
      language = value;
      return this;
    }

    Fields format(String value) {
      format = value;
      return this;
    }

    Fields number(String field, String value) {
      numberField = field;
      number = value;
      return this;
    }

    SpeechFields build() {
      return new SpeechFields("Hello.", speaker, language, format, real("speed"), real("temperature"), whole("top_k"),
          real("top_p"), real("repetition_penalty"), whole("seed"), whole("sample_rate"), null);
    }

    private Double real(String field) {
      return field.equals(numberField) ? Double.valueOf(number) : null;
    }

    private Long whole(String field) {
      return field.equals(numberField) ? Long.valueOf(number) : null;
    }
  }
}
