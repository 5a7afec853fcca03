package coqui.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

  private static final RequestSchema SPEECH = OpenApi.ofThisProgram().body("/tts", "application/json");

  @Test
  void read_everyField_isTaken() {
    JsonNode fields = read("""
        {"text": "Hi \\u00e9\\ud83d\\ude00", "speaker_id": "Ana", "language": "en", "output_format": "wav", "speed": 1,
         "temperature": 0.5, "top_k": 50, "top_p": 0.85, "repetition_penalty": 2, "seed": 7, "sample_rate": 24000,
         "normalize": false}""");

    assertThat(fields).hasToString("""
        {"text":"Hi é😀","speaker_id":"Ana","language":"en","output_format":"wav","speed":1,\
        "temperature":0.5,"top_k":50,"top_p":0.85,"repetition_penalty":2,"seed":7,"sample_rate":24000,\
        "normalize":false}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "50.0", "5e1"})
  void read_integerHoweverWritten_isTaken(String number) {
    assertThat(read("{\"text\": \"a\", \"top_k\": %s}".formatted(number)).path("top_k").intValue()).isEqualTo(50);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "1 | invalid_text | text is 1, expected a string that is not empty.",
      "null | invalid_text | text is null (leave the field out instead), expected a string that is not empty.",
      "[\"a\"] | invalid_text | text is a list, expected a string that is not empty.",
      "{\"a\": 1} | invalid_text | text is an object, expected a string that is not empty."})
  void read_wrongText_isRefused(String value, String code, String message) {
    InvalidRequestException refusal = refusal("{\"text\": %s}".formatted(value));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessage(message);
  }

  @Test
  void read_emptyObject_isToldWhatIsMissing() {
    assertThat(refusal("{}")).hasMessage("None of the fields text, dialogue, ssml is there; send one of them.");
    assertThat(refusal("{}").code()).isEqualTo("invalid_text");
  }

  @Test
  void read_dialogue_isTaken() {
    String json = "{\"dialogue\":[{\"text\":\"a\",\"speed\":1.1,\"pause_ms\":0},{\"text\":\"b\",\"language\":\"de\"}]}";

    assertThat(read(json)).hasToString(json);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "[] | invalid_dialogue | dialogue | dialogue is a list, expected a list that is not empty.",
      "\"a\" | invalid_dialogue | dialogue | dialogue is 'a', expected a list that is not empty.",
      "[{\"text\": \"a\"}, 7] | invalid_dialogue | dialogue[1] | dialogue[1] is 7, expected an object.",
      "[{\"text\": \"a\"}, {\"speed\": 1}] | invalid_text | dialogue[1].text"
          + " | The field dialogue[1].text is missing, expected a string that is not empty.",
      "[{\"text\": [[[\"a\"]]]}] | invalid_text | dialogue[0].text"
          + " | dialogue[0].text is a list, expected a string that is not empty.",
      "[{\"text\": \"a\", \"speed\": 9}] | invalid_speed | dialogue[0].speed"
          + " | dialogue[0].speed is 9, expected a number from 0.7 to 1.3.",
      "[{\"text\": \"a\", \"pause_ms\": -1}] | invalid_pause_ms | dialogue[0].pause_ms"
          + " | dialogue[0].pause_ms is -1, expected a whole number from 0 to 10000.",
      "[{\"text\": \"a\", \"txt\": 1}] | unknown_field | dialogue[0].txt"
          + " | There is no field 'dialogue[0].txt'; use those of valid_fields.",
      "[{\"text\": \"a\", \"text\": \"b\"}] | duplicate_field | dialogue[0].text"
          + " | The field dialogue[0].text is there twice; send it once."})
  void read_wrongTurn_isRefusedByItsPlace(String dialogue, String code, String field, String message) {
    InvalidRequestException refusal = refusal("{\"dialogue\": %s}".formatted(dialogue));

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.details()).containsEntry("field", field);
    assertThat(refusal).hasMessage(message);
  }

  @Test
  void read_textAndDialogue_isRefused() {
    InvalidRequestException refusal = refusal("{\"text\": \"a\", \"dialogue\": [{\"text\": \"a\"}]}");

    assertThat(refusal.code()).isEqualTo("conflicting_fields");
    assertThat(refusal).hasMessage("The fields text and dialogue are there; send only one of them.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "0", "\"\"", "{\"\":{\"\":{}}}"})
  void read_farTooManyValues_isRefused(String value) {
    assertThat(refusal("{\"dialogue\": [" + (value + ",").repeat(200_000) + "0]}").code()).isEqualTo("invalid_json");
  }

  @Test
  void read_unknownField_isRefusedWithTheValidOnes() {
    InvalidRequestException refusal = refusal("{\"text\": \"a\", \"speaker_wav\": \"x.wav\"}");

    assertThat(refusal.code()).isEqualTo("unknown_field");
    assertThat(refusal.details()).containsEntry("field", "speaker_wav").containsKey("valid_fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"b\"", "null", "{}"})
  void read_fieldTwice_isRefused(String second) {
    InvalidRequestException refusal = refusal("{\"text\": \"a\", \"text\": %s}".formatted(second));

    assertThat(refusal.code()).isEqualTo("duplicate_field");
    assertThat(refusal.details()).containsEntry("field", "text");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "x", "[1]", "\"text\"", "null", "1", "{",
      "{\"text\": ", "{\"text\": \"a\"", "{\"text\": \"a\",}", "{'text': 'a'}",
      "{\"text\": \"a\"} {}", "{\"text\": \"a\"} x", "{\"speed\": NaN}", "{\"speed\": +1}", "{\"speed\": 01}",
      "{\"text\": \"\\x\"}", "{\"text\": \"a\nb\"}", "// {}", " "})
  void read_whatIsNoJsonObject_isRefused(String json) {
    assertThat(refusal(json).code()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"text\": ", ""})
  void read_deepJson_isRefusedInNoTime(String before) {
    assertThat(refusal(before + "[".repeat(500_000)).code()).isEqualTo("invalid_json");
    assertThat(refusal(before + "{\"a\":".repeat(150_000)).code()).isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0.1", "-1"})
  void read_numberOfAMillionDigits_isRefused(String first) {
    assertThat(refusal("{\"seed\": " + first + "1".repeat(1_000_000) + "}").code()).isEqualTo("invalid_json");
  }

  @Test
  void read_hugeExponent_isRefusedInNoTime() {
    assertThat(refusal("{\"text\": \"a\", \"seed\": 1e999}").code()).isEqualTo("invalid_seed");
    assertThat(refusal("{\"text\": \"a\", \"speed\": 1e-999}").code()).isEqualTo("invalid_speed");
    assertThat(refusal("{\"text\": \"a\", \"seed\": 1e999999999}").code()).isEqualTo("invalid_json");
  }

  @Test
  void read_longFieldName_isEchoedShort() {
    assertThat(refusal("{\"" + "x".repeat(40_000) + "\": 1}").getMessage()).hasSizeLessThan(200);
  }

  @Test
  void read_halfASurrogatePair_isLeftToTheTextCheck() {
    assertThat(read("{\"text\": \"a\\ud800\"}").path("text").textValue()).isEqualTo("a\ud800");
  }

  @Test
  void read_nothing_isRefused() {
    assertThat(refusal("").code()).isEqualTo("empty_body");
  }

  @Test
  void read_noBodyAtAll_isRefused() {
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> JsonBody.read(null, SPEECH)).code())
        .isEqualTo("empty_body");
  }

  private static JsonNode read(String json) {
    return JsonBody.read(json.getBytes(StandardCharsets.UTF_8), SPEECH);
  }

  private static InvalidRequestException refusal(String json) {
    return catchThrowableOfType(InvalidRequestException.class, () -> read(json));
  }
}
