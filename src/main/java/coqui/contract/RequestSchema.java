package coqui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import coqui.speech.InvalidRequestException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the contract says of one kind of request. Any thread may use it. */
public final class RequestSchema {

  private final Map<String, FieldSchema> fields;
  private final List<String> alternatives;
  private final Schema schema;

  /**
   * @param fields by name, in the order of the contract
   * @param alternatives those of which a request has exactly one; none where there are none
   * @param schema of the whole
   */
  RequestSchema(Map<String, FieldSchema> fields, List<String> alternatives, Schema schema) {
    this.fields = fields;
    this.alternatives = alternatives;
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
      throw unknown(Quoted.shortened(field), fields);
    }
    return known;
  }

  private static InvalidRequestException unknown(String field, Map<String, FieldSchema> valid) {
    return new InvalidRequestException("unknown_field", "There is no field '%s'; use those of valid_fields."
        .formatted(field), Map.of("field", field, "valid_fields", List.copyOf(valid.keySet())));
  }

  /**
   * What is said when a field comes twice.
   *
   * @param field with its way there, if it is not of the request itself: {@code dialogue[3].text}
   */
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
    checkAlternatives(request);
    List<Error> errors = schema.validate(request);
    if (!errors.isEmpty()) {
      throw refusal(errors.get(0), request);
    }
  }

  private void checkAlternatives(ObjectNode request) {
    List<String> given = alternatives.stream().filter(request::has).toList();
    if (!alternatives.isEmpty() && given.isEmpty()) {
      FieldSchema first = fields.get(alternatives.get(0));
      throw invalid(first, first.name(), "None of the fields %s is there; send one of them."
          .formatted(String.join(", ", alternatives)));
    }
    if (given.size() > 1) {
      throw new InvalidRequestException("conflicting_fields",
          "The fields %s are there; send only one of them.".formatted(String.join(" and ", given)),
          Map.of("field", given.get(1), "conflicting_fields", given));
    }
  }

  private InvalidRequestException refusal(Error error, ObjectNode request) {
    NodePath location = error.getInstanceLocation();
    if (location.getNameCount() == 0) {   // of the whole, only what is missing: unknown fields are none by now
      return missing(fields.get(error.getProperty()), error.getProperty());
    }
    FieldSchema field = fields.get(location.getElement(0).toString());
    JsonNode found = request.get(field.name());
    if (location.getNameCount() == 1 || field.members().isEmpty()) {
      return invalid(field, field.name(), found);
    }
    int index = (Integer) location.getElement(1);   // only items of lists have members
    String item = "%s[%d]".formatted(field.name(), index);
    if (location.getNameCount() > 2) {
      FieldSchema member = field.members().get(location.getElement(2).toString());
      return invalid(member, item + "." + member.name(), found.get(index).get(member.name()));
    }
    String member = item + "." + Quoted.shortened(String.valueOf(error.getProperty()));
    return switch (error.getKeyword()) {
      case "required" -> missing(field.members().get(error.getProperty()), member);
      case "additionalProperties" -> unknown(member, field.members());
      default -> invalid(field, item, "%s is %s, expected an object.".formatted(item, described(found.get(index))));
    };
  }

  private static InvalidRequestException missing(FieldSchema field, String where) {
    return invalid(field, where, "The field %s is missing, expected %s.".formatted(where, field.expected()));
  }

  private static InvalidRequestException invalid(FieldSchema field, String where, JsonNode found) {
    return invalid(field, where, "%s is %s, expected %s.".formatted(where, described(found), field.expected()));
  }

  private static InvalidRequestException invalid(FieldSchema field, String where, String message) {
    Map<String, Object> details = new HashMap<>(Map.of("field", where));
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
