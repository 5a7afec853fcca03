package coqui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the contract says of one field of a request.
 *
 * @param name as clients write it
 * @param schema JSON Schema, not itself a reference
 * @param members what each item of a list of objects has, by name; empty for any other field
 */
record FieldSchema(String name, JsonNode schema, Map<String, FieldSchema> members) {

  /** Whether it is one file or several, in a form. */
  boolean isFile() {
    return isFile(schema) || isFile(schema.path("items"));
  }

  private static boolean isFile(JsonNode schema) {
    return schema.has("contentMediaType");
  }

  /** Whether a form may have several parts of this name. */
  boolean isList() {
    return type().equals("array");
  }

  private String type() {
    return schema.path("type").asText();
  }

  /** What to send, for messages: "a number from 0.7 to 1.3". */
  String expected() {
    if (schema.has("enum")) {
      return values().stream().map(Quoted::quoted).collect(Collectors.joining(" or "));
    }
    if (schema.has("oneOf")) {
      return schema.path("oneOf").valueStream()
          .map(alternative -> new FieldSchema(name, alternative, Map.of()).expected())
          .collect(Collectors.joining(" or "));
    }
    return switch (type()) {
      case "string" -> "a string" + length();
      case "object" -> "an object with " + schema.required("required").valueStream()
          .map(JsonNode::asText).collect(Collectors.joining(", "));
      case "boolean" -> "true or false";
      case "array" -> "a list" + (schema.has("minItems") ? " that is not empty" : "");
      case "integer" -> "a whole number" + range();
      case "number" -> "a number" + range();
      default -> throw new IllegalStateException("no words for the type '%s' of %s".formatted(type(), name));
    };
  }

  private String length() {
    if (schema.has("maxLength")) {
      return " of %s to %s characters".formatted(schema.path("minLength").asInt(), schema.path("maxLength").asInt());
    }
    return schema.has("minLength") ? " that is not empty" : "";
  }

  private String range() {
    return " from %s to %s".formatted(schema.required("minimum").asText(), schema.required("maximum").asText());
  }

  /** All that it may be, where the schema lists them, else none. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    return values;
  }

  /** The value that a form or a query means by {@code text}; the text itself where it cannot mean one of this type. */
  JsonNode parse(String text) {
    return switch (type()) {
      case "boolean" -> text.equals("true") || text.equals("false")
          ? BooleanNode.valueOf(text.equals("true"))
          : TextNode.valueOf(text);
      case "integer", "number" -> JsonNumber.parse(text).orElseGet(() -> TextNode.valueOf(text));
      default -> TextNode.valueOf(text);
    };
  }
}
