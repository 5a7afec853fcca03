package coqui.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import coqui.pipeline.SpeechFields;
import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON object of {@code POST /tts}, strictly: UTF-8, one object of known fields, each at most once and of
 * the right type. Anything else is an {@link InvalidRequestException} that names the field. Depth and number length
 * are bounded; the body's size already was. A number without a fraction is an integer however it is written
 * ({@code 50}, {@code 50.0}).
 */
final class SpeechBody {

  /** Every field and what it holds, in the order of the documentation. */
  static final Map<String, SpeechFieldType> FIELDS;

  static {
    Map<String, SpeechFieldType> fields = new LinkedHashMap<>();
    fields.put("text", SpeechFieldType.TEXT);
    fields.put("speaker_id", SpeechFieldType.TEXT);
    fields.put("language", SpeechFieldType.TEXT);
    fields.put("output_format", SpeechFieldType.TEXT);
    fields.put("speed", SpeechFieldType.NUMBER);
    fields.put("temperature", SpeechFieldType.NUMBER);
    fields.put("top_k", SpeechFieldType.INTEGER);
    fields.put("top_p", SpeechFieldType.NUMBER);
    fields.put("repetition_penalty", SpeechFieldType.NUMBER);
    fields.put("seed", SpeechFieldType.INTEGER);
    fields.put("sample_rate", SpeechFieldType.INTEGER);
    fields.put("normalize", SpeechFieldType.TRUTH);
    FIELDS = Collections.unmodifiableMap(fields);
  }

  // No field is longer than the body, which camel.server.max-body-size bounds.
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(8).maxStringLength(Integer.MAX_VALUE).build())
      .build();

  private SpeechBody() {}

  static SpeechFields read(byte[] body) {
    if (body.length == 0) {
      throw invalid("empty_body", "The body is empty; send a JSON object such as {\"text\":\"Hello\"}.");
    }
    return fields(values(utf8(body)));
  }

  /** @param values by the names of {@link #FIELDS}, of their types; what a client left out is not there */
  static SpeechFields fields(Map<String, Object> values) {
    return new SpeechFields(
        (String) values.get("text"),
        (String) values.get("speaker_id"),
        (String) values.get("language"),
        (String) values.get("output_format"),
        (Double) values.get("speed"),
        (Double) values.get("temperature"),
        (Long) values.get("top_k"),
        (Double) values.get("top_p"),
        (Double) values.get("repetition_penalty"),
        (Long) values.get("seed"),
        (Long) values.get("sample_rate"),
        (Boolean) values.get("normalize"));
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("invalid_json", "The body is not UTF-8.");
    }
  }

  private static Map<String, Object> values(String json) {
    Map<String, Object> values = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("invalid_json", "The body is no JSON object; send one such as {\"text\":\"Hello\"}.");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        SpeechFieldType type = FIELDS.get(field);
        if (type == null) {
          throw unknown(field, FIELDS.keySet());
        }
        parser.nextToken();
        if (values.put(field, value(parser, field, type)) != null) {
          throw duplicate(field);
        }
      }
      if (parser.nextToken() != null) {
        throw invalid("invalid_json", "Something follows the JSON object; send the object alone.");
      }
      return values;
    } catch (StreamConstraintsException e) {
      throw invalid("invalid_json", "The JSON is deeper or its numbers are longer than a request needs.");
    } catch (JsonProcessingException e) {
      throw invalid("invalid_json", "The body is no JSON: line %d, column %d."
          .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static Object value(JsonParser parser, String field, SpeechFieldType type) throws IOException {
    JsonToken token = parser.currentToken();
    Object value = switch (type) {
      case TEXT -> token == JsonToken.VALUE_STRING ? parser.getText() : null;
      case NUMBER -> token.isNumeric() ? (Object) parser.getDoubleValue() : null;
      case INTEGER -> integer(parser);
      case TRUTH -> token.isBoolean() ? (Object) parser.getBooleanValue() : null;
    };
    if (value == null) {
      throw InvalidRequestException.ofField(
          field, "%s is %s, expected %s.".formatted(field, described(token), type.expected()));
    }
    return value;
  }

  private static Long integer(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> switch (parser.getNumberType()) {
        case INT, LONG -> parser.getLongValue();
        // beyond any range: the range check says what is allowed
        default -> parser.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      };
      case VALUE_NUMBER_FLOAT -> SpeechFieldType.integer(parser.getDoubleValue());
      default -> null;
    };
  }

  private static String described(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "a number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_NULL -> "null (leave the field out instead)";
      default -> token.asString();
    };
  }

  /** @param valid the fields that there are */
  static InvalidRequestException unknown(String field, Collection<String> valid) {
    String shown = field.length() <= 40 ? field : field.substring(0, 40) + "…";
    return new InvalidRequestException(
        "unknown_field",
        "There is no field '%s'; use those of valid_fields.".formatted(shown),
        Map.of("field", shown, "valid_fields", List.copyOf(valid)));
  }

  static InvalidRequestException duplicate(String field) {
    return new InvalidRequestException(
        "duplicate_field", "The field %s is there twice; send it once.".formatted(field), Map.of("field", field));
  }

  private static InvalidRequestException invalid(String code, String message) {
    return new InvalidRequestException(code, message, Map.of());
  }
}
