package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import coqui.pipeline.SpeechFields;
import coqui.speech.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechBodyTest {

  @Test
  void read_everyField_isTaken() {
    SpeechFields fields = read("""
        {"text": "Hi \\u00e9\\ud83d\\ude00", "speaker_id": "Ana", "language": "en", "output_format": "wav", "speed": 1,
         "temperature": 0.5, "top_k": 50, "top_p": 0.85, "repetition_penalty": 2, "seed": 7, "sample_rate": 24000,
         "normalize": false}""");

    assertThat(fields)
        .isEqualTo(new SpeechFields("Hi é😀", "Ana", "en", "wav", 1.0, 0.5, 50L, 0.85, 2.0, 7L, 24_000L, false));
  }

  @Test
  void read_emptyObject_leavesEveryFieldOut() {
    assertThat(read("{}"))
        .isEqualTo(new SpeechFields(null, null, null, null, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"50", "50.0", "5e1"})
  void read_integerHoweverWritten_isTaken(String number) {
    assertThat(read("{\"top_k\": %s}".formatted(number)).topK()).isEqualTo(50);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', value = {
      "{\"text\": 1} | invalid_text | text is a number, expected a string.",
      "{\"text\": null} | invalid_text | text is null (leave the field out instead), expected a string.",
      "{\"text\": [\"a\"]} | invalid_text | text is a list, expected a string.",
      "{\"text\": {\"a\": 1}} | invalid_text | text is an object, expected a string.",
      "{\"speaker_id\": true} | invalid_speaker_id | speaker_id is true, expected a string.",
      "{\"speed\": \"1\"} | invalid_speed | speed is a string, expected a number.",
      "{\"speed\": null} | invalid_speed | speed is null (leave the field out instead), expected a number.",
      "{\"top_k\": 1.5} | invalid_top_k | top_k is a number with a fraction, expected a whole number.",
      "{\"seed\": \"x\"} | invalid_seed | seed is a string, expected a whole number.",
      "{\"normalize\": 1} | invalid_normalize | normalize is a number, expected true or false.",
      "{\"normalize\": \"false\"} | invalid_normalize | normalize is a string, expected true or false."})
  void read_wrongType_isRefusedByField(String json, String code, String message) {
    InvalidRequestException refusal = refusal(json);

    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.details()).containsEntry("field", code.substring("invalid_".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "-99999999999999999999"})
  void read_hugeInteger_isLeftToTheRangeCheck(String number) {
    assertThat(read("{\"seed\": %s}".formatted(number)).seed()).isIn(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void read_hugeNumber_isLeftToTheRangeCheck() {
    assertThat(read("{\"speed\": 1e400}").speed()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void read_unknownField_isRefusedWithTheValidOnes() {
    InvalidRequestException refusal = refusal("{\"text\": \"a\", \"speaker_wav\": \"x.wav\"}");

    assertThat(refusal.code()).isEqualTo("unknown_field");
    assertThat(refusal.details()).containsEntry("field", "speaker_wav").containsKey("valid_fields");
  }

  @Test
  void read_fieldTwice_isRefused() {
    InvalidRequestException refusal = refusal("{\"text\": \"a\", \"text\": \"b\"}");

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

  @Test
  void read_deepJson_isRefusedInNoTime() {
    assertThat(refusal("{\"text\": " + "[".repeat(500_000)).code()).isEqualTo("invalid_text");
    assertThat(refusal("[".repeat(500_000)).code()).isEqualTo("invalid_json");
  }

  @Test
  void read_numberOfAMillionDigits_isRefused() {
    assertThat(refusal("{\"seed\": " + "1".repeat(1_000_000) + "}").code()).isEqualTo("invalid_json");
  }

  @Test
  void read_longFieldName_isEchoedShort() {
    assertThat(refusal("{\"" + "x".repeat(40_000) + "\": 1}").getMessage()).hasSizeLessThan(200);
  }

  @Test
  void read_halfASurrogatePair_isLeftToTheTextCheck() {
    assertThat(read("{\"text\": \"a\\ud800\"}").text()).isEqualTo("a\ud800");
  }

  @Test
  void read_nothing_isRefused() {
    assertThat(refusal("").code()).isEqualTo("empty_body");
  }

  private static SpeechFields read(String json) {
    return SpeechBody.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static InvalidRequestException refusal(String json) {
    return catchThrowableOfType(InvalidRequestException.class, () -> read(json));
  }
}
