package coqui.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The description of the HTTP contract, {@code openapi.yaml}. Any thread may use it; it is read once. */
public final class OpenApi {

  private static final String NAME = "urn:coqui:openapi";
  // JSON Schema 2020-12, as OpenAPI 3.1 has it; in a document that is no schema as a whole
  private static final Dialect SCHEMAS_AMID_OTHER_THINGS = Dialect.builder(Dialects.getDraft202012())
      .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
      .build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] yaml;
  private final JsonNode document;
  private final SchemaRegistry schemas;

  private OpenApi(byte[] yaml) throws IOException {
    this.yaml = yaml;
    this.document = new YAMLMapper().readTree(yaml);
    String json = JSON.writeValueAsString(document);
    this.schemas = SchemaRegistry.withDialect(SCHEMAS_AMID_OTHER_THINGS, builder -> builder
        .schemas(Map.of(NAME, json))
        .schemaRegistryConfig(SchemaRegistryConfig.builder().failFast(true).build()));
  }

  /** That of this program. */
  public static OpenApi ofThisProgram() {
    try (InputStream file = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new OpenApi(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("openapi.yaml cannot be read: " + e.getMessage(), e);
    }
  }

  /** As it is written, in UTF-8. */
  public byte[] yaml() {
    return yaml.clone();
  }

  /** The same as JSON. */
  public byte[] json() {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code POST path} takes as a body of this media type. */
  public RequestSchema body(String path, String mediaType) {
    return schema("/paths/%s/post/requestBody/content/%s/schema".formatted(escaped(path), escaped(mediaType)));
  }

  /**
   * What a path takes in its query.
   *
   * @param method in lower case
   */
  public RequestSchema query(String method, String path) {
    ObjectNode properties = JSON.createObjectNode();
    for (JsonNode declared : document.at("/paths/%s/%s/parameters".formatted(escaped(path), method))) {
      JsonNode parameter = resolved(declared);
      if (parameter.path("in").asText().equals("query")) {
        properties.set(parameter.path("name").asText(), parameter.path("schema"));
      }
    }
    ObjectNode query = JSON.createObjectNode().put("type", "object");
    query.set("properties", properties);
    return new RequestSchema(fields(query), List.of(), schemas.getSchema(query));
  }

  private RequestSchema schema(String pointer) {
    JsonNode schema = resolved(document.requiredAt(pointer));
    List<String> alternatives = new ArrayList<>();
    schema.path("oneOf").forEach(alternative -> alternatives.add(alternative.path("required").path(0).asText()));
    return new RequestSchema(
        fields(schema), alternatives, schemas.getSchema(SchemaLocation.of(NAME + "#" + pointer)));
  }

  private Map<String, FieldSchema> fields(JsonNode schema) {
    Map<String, FieldSchema> fields = new LinkedHashMap<>();
    schema.path("properties").properties().forEach(property -> {
      JsonNode field = resolved(property.getValue());
      fields.put(property.getKey(),
          new FieldSchema(property.getKey(), field, fields(resolved(field.path("items")))));
    });
    return fields;
  }

  private JsonNode resolved(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.requiredAt(found.path("$ref").asText().substring(1));
    }
    return found;
  }

  /** As a part of a JSON pointer. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
