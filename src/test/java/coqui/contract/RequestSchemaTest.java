package coqui.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.InvalidRequestException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of {@code openapi.yaml} at work: values in, refusals with code, field and what to send out. */
class RequestSchemaTest {

  private static final OpenApi CONTRACT = OpenApi.ofThisProgram();
  private static final RequestSchema SPEECH = CONTRACT.body("/tts", "application/json");
  private static final RequestSchema FORM = CONTRACT.body("/voice-clone", "multipart/form-data");

  private static ObjectNode read(String field, String value) {
    Map<String, String> request = new LinkedHashMap<>(Map.of("text", "Hello."));
    request.put(field, value);
    return SPEECH.read(request);
  }

  private static InvalidRequestException refusal(String field, String value) {
    return catchThrowableOfType(InvalidRequestException.class, () -> read(field, value));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
      "speed, 0.69", "speed, 0.6999999999999999999", "speed, 1.31", "speed, NaN", "speed, Infinity", "speed, -1",
      "speed, 1e999", "speed, -1e999", "speed, 0x1p0", "speed, 1f", "speed, ' 1'", "speed, ''",
      "temperature, -0.1", "temperature, 2.1", "temperature, NaN",
      "top_p, 0", "top_p, 1.01", "top_p, NaN", "top_p, 1e-999",
      "repetition_penalty, 0.9", "repetition_penalty, 101",
      "top_k, -1", "top_k, 10001", "top_k, 1.5", "top_k, 99999999999999999999",
      "seed, -1", "seed, 9223372036854775808", "seed, 1e999", "seed, 0.5", "seed, 1e-999",
      "sample_rate, 7999", "sample_rate, 48001", "sample_rate, -9223372036854775808", "sample_rate, x",
      "normalize, yes", "normalize, TRUE", "normalize, 1", "normalize, ''"})
  void read_valueOutsideTheSchema_isRefusedByName(String field, String value) {
    InvalidRequestException refusal = refusal(field, value);

    assertThat(refusal.code()).isEqualTo("invalid_" + field);
    assertThat(refusal.details()).containsEntry("field", field);
    assertThat(refusal.getMessage()).startsWith(field + " is ").contains(", expected ");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
      "speed, 0.7", "speed, 1.3", "temperature, 0", "temperature, 2", "top_p, 1", "top_p, 0.001",
      "repetition_penalty, 1", "repetition_penalty, 1e2", "top_k, 0", "top_k, 10000", "top_k, 20.0", "seed, 0",
      "seed, 9223372036854775807", "sample_rate, 8000", "sample_rate, 4.8e4", "normalize, true", "normalize, false",
      "output_format, wav"})
  void read_valueAtTheEndOfItsRange_isTaken(String field, String value) {
    assertThatCode(() -> read(field, value)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(delimiter = '|', value = {
      "speed | 3 | speed is 3, expected a number from 0.7 to 1.3.",
      "speed | fast | speed is 'fast', expected a number from 0.7 to 1.3.",
      "top_k | 1.5 | top_k is 1.5, expected a whole number from 0 to 10000.",
      "normalize | 1 | normalize is '1', expected true or false.",
      "output_format | wma | output_format is 'wma',"
          + " expected 'wav' or 'pcm' or 'mp3' or 'opus' or 'aac' or 'flac'."})
  void read_refusal_saysWhatWasFoundAndWhatIsExpected(String field, String value, String message) {
    assertThat(refusal(field, value)).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wma", "WAV", ""})
  void read_valueThatIsNotListed_isRefusedWithTheList(String format) {
    InvalidRequestException refusal = refusal("output_format", format);

    assertThat(refusal.code()).isEqualTo("invalid_output_format");
    assertThat(refusal.details()).containsEntry("supported_values", List.of("wav", "pcm", "mp3", "opus", "aac", "flac"));
  }

  @Test
  void read_longValue_isShownShortened() {
    assertThat(refusal("speed", "x".repeat(100_000)).getMessage()).contains("xxx…'").hasSizeLessThan(200);
  }

  @Test
  void read_manyDigits_areShownShortened() {
    assertThat(refusal("seed", "1".repeat(40) + ".5").getMessage()).hasSizeLessThan(200);
  }

  @Test
  void check_objectAndList_areCalledSo() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("text", "Hello.");
    request.putObject("speed");

    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> SPEECH.check(request)))
        .hasMessage("speed is an object, expected a number from 0.7 to 1.3.");
  }

  @Test
  void check_unknownField_isRefusedWithTheValidOnes() {
    InvalidRequestException refusal = refusal("speaker_wav", "x.wav");

    assertThat(refusal.code()).isEqualTo("unknown_field");
    assertThat(refusal.details()).containsEntry("valid_fields", List.copyOf(SPEECH.fields()));
  }

  @Test
  void fields_ofTheForm_areThoseOfTheBodyButSpeakersAndWithFiles() {
    Set<String> expected = new HashSet<>(SPEECH.fields());
    expected.removeAll(List.of("speaker_id", "dialogue", "ssml"));
    expected.addAll(List.of("reference_audio", "base_audio"));

    assertThat(FORM.fields()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(FORM.fields()).filteredOn(FORM::isFile).containsExactly("reference_audio", "base_audio");
    assertThat(FORM.isList("reference_audio")).isTrue();
    assertThat(FORM.isList("base_audio")).isFalse();
  }

  @Test
  void check_wrongMemberOfAnObject_isRefusedByItsField() {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("input", "Hello.");
    request.putObject("voice").put("id", 5);

    RequestSchema openAi = CONTRACT.body("/v1/audio/speech", "application/json");
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> openAi.check(request)))
        .hasMessageStartingWith("voice is an object, expected ");
  }

  @Test
  void query_refresh_isABoolean() {
    RequestSchema query = CONTRACT.query("get", "/speakers");

    assertThat(query.read(Map.of("refresh", "true")).path("refresh").booleanValue()).isTrue();
    assertThat(query.read(Map.of())).isEmpty();
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> query.read(Map.of("refresh", "1"))))
        .hasMessage("refresh is '1', expected true or false.");
  }
}
