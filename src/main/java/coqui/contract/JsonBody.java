package coqui.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.InvalidRequestException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads a JSON body, strictly: UTF-8, one object, each field at most once in its object. Anything else is an
 * {@link InvalidRequestException}. Depth, number length and how many values there are (each costs far more memory than
 * its two bytes) are bounded; the body's size already was. What the fields may be is the contract's to say.
 */
public final class JsonBody {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  // No field is longer than the body, which camel.server.max-body-size bounds.
  private static final JsonFactory JSON = JsonFactory.builder()
      .streamReadConstraints(
          StreamReadConstraints.builder().maxNestingDepth(8).maxStringLength(Integer.MAX_VALUE).build())
      .build();

  private static final int MOST_VALUES = 50_000;

  private final JsonParser parser;
  private final RequestSchema schema;
  private int values;

  private JsonBody(JsonParser parser, RequestSchema schema) {
    this.parser = parser;
    this.schema = schema;
  }

  /**
   * The object in {@code body}, as {@code schema} allows it.
   *
   * @param body null is as good as empty
   */
  public static ObjectNode read(byte[] body, RequestSchema schema) {
    ObjectNode object = parse(body, schema);
    schema.check(object);
    return object;
  }

  /** The same, whatever {@code schema} allows. */
  public static ObjectNode parse(byte[] body, RequestSchema schema) {
    if (body == null || body.length == 0) {
      throw invalid("empty_body", "The body is empty; send a JSON object with the field %s."
          .formatted(firstField(schema)));
    }
    return object(utf8(body), schema);
  }

  private static String firstField(RequestSchema schema) {
    return schema.fields().iterator().next();
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw invalid("invalid_json", "The body is not UTF-8.");
    }
  }

  private static ObjectNode object(String json, RequestSchema schema) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("invalid_json", "The body is no JSON object; send one with the field %s."
            .formatted(firstField(schema)));
      }
      ObjectNode object = new JsonBody(parser, schema).members("");
      if (parser.nextToken() != null) {
        throw invalid("invalid_json", "Something follows the JSON object; send the object alone.");
      }
      return object;
    } catch (StreamConstraintsException e) {
      throw tooMuch();
    } catch (JsonProcessingException e) {
      throw invalid("invalid_json", "The body is no JSON: line %d, column %d."
          .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /**
   * The object that begins at the present token.
   *
   * @param where what stands before the names of its fields in messages
   */
  private ObjectNode members(String where) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      if (object.replace(field, value(where + field)) != null) {
        throw schema.duplicate(where + field);
      }
    }
    return object;
  }

  private ArrayNode items(String where) throws IOException {
    ArrayNode items = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value("%s[%d]".formatted(where, items.size())));
    }
    return items;
  }

  private JsonNode value(String where) throws IOException {
    values++;
    if (values > MOST_VALUES) {
      throw tooMuch();
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(where + ".");
      case START_ARRAY -> items(where);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          JsonNumber.parse(parser.getText()).orElseThrow(JsonBody::tooMuch);
      case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
      default -> NODES.nullNode();
    };
  }

  private static InvalidRequestException tooMuch() {
    return invalid("invalid_json", "The JSON is deeper, has more values or longer numbers than a request needs.");
  }

  private static InvalidRequestException invalid(String code, String message) {
    return new InvalidRequestException(code, message, Map.of());
  }
}
