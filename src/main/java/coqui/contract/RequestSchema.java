package coqui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import coqui.speech.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the contract says of one kind of request. Any thread may use it. */
public final class RequestSchema {

  private final Map<String, FieldSchema> fields;
  private final Schema schema;

  /**
   * @param fields by name, in the order of the contract
   * @param schema of the whole
   */
  RequestSchema(Map<String, FieldSchema> fields, Schema schema) {
    this.fields = fields;
    this.schema = schema;
  }

  /** The names of all fields, in the order of the contract. */
  public Set<String> fields() {
    return fields.keySet();
  }

  /**
   * Whether a form sends the field as one file or several.
   *
   * @throws InvalidRequestException if there is no such field
   */
  public boolean isFile(String field) {
    return known(field).isFile();
  }

  /**
   * Whether a form may have several parts of this name.
   *
   * @throws InvalidRequestException if there is no such field
   */
  public boolean isList(String field) {
    return known(field).isList();
  }

  /** What to send in a field, for messages: "a number from 0.7 to 1.3". */
  public String expected(String field) {
    return known(field).expected();
  }

  /** The value that a form or a query means by {@code text}; the text itself where it cannot mean one of that type. */
  public JsonNode parse(String field, String text) {
    return known(field).parse(text);
  }

  private FieldSchema known(String field) {
    FieldSchema known = fields.get(field);
    if (known == null) {
      String shown = Quoted.shortened(field);
      throw new InvalidRequestException("unknown_field", "There is no field '%s'; use those of valid_fields."
          .formatted(shown), Map.of("field", shown, "valid_fields", List.copyOf(fields.keySet())));
    }
    return known;
  }

  /** What is said when a field comes twice. */
  public InvalidRequestException duplicate(String field) {
    String shown = Quoted.shortened(field);
    return new InvalidRequestException("duplicate_field", "The field %s is there twice; send it once.".formatted(shown),
        Map.of("field", shown));
  }

  /**
   * The request that texts mean, by field, checked.
   *
   * @throws InvalidRequestException as {@link #check}
   */
  public ObjectNode read(Map<String, String> texts) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    texts.forEach((field, text) -> request.set(field, parse(field, text)));
    check(request);
    return request;
  }

  /**
   * Makes sure that a request is as the contract says.
   *
   * @throws InvalidRequestException that names the first field that is not, what was found and what is expected
   */
  public void check(ObjectNode request) {
    request.fieldNames().forEachRemaining(this::known);
    List<Error> errors = schema.validate(request);
    if (!errors.isEmpty()) {
      throw refusal(errors.get(0), request);
    }
  }

  private InvalidRequestException refusal(Error error, ObjectNode request) {
    if (error.getKeyword().equals("required")) {
      FieldSchema missing = fields.get(error.getProperty());
      return invalid(missing, "The field %s is missing, expected %s.".formatted(missing.name(), missing.expected()));
    }
    FieldSchema field = fields.get(error.getInstanceLocation().getElement(0).toString());
    JsonNode found = request.get(field.name());
    return invalid(field, "%s is %s, expected %s.".formatted(field.name(), described(found), field.expected()));
  }

  private static InvalidRequestException invalid(FieldSchema field, String message) {
    Map<String, Object> details = new HashMap<>(Map.of("field", field.name()));
    if (!field.values().isEmpty()) {
      details.put("supported_values", field.values());
    }
    return new InvalidRequestException("invalid_" + field.name(), message, details);
  }

  private static String described(JsonNode found) {
    return switch (found.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case NULL -> "null (leave the field out instead)";
      case STRING -> Quoted.quoted(found.textValue());
      default -> Quoted.shortened(found.asText());
    };
  }
}
