package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import coqui.contract.JsonNumber;
import coqui.contract.OpenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds answers to {@code openapi.yaml}: the status, each header, the type and the shape of the body.
 * {@link LiveServer} shows it every answer that a test gets, so that all tests of the edge are tests of the contract as
 * well.
 */
final class DocumentedAnswers {

  private static final String NAME = "urn:openapi";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What HTTP itself or CORS adds to any answer. */
  private static final Set<String> OF_ANY_ANSWER =
      Set.of(":status", "connection", "content-length", "content-type", "date", "transfer-encoding", "vary");
  private static final String OF_CORS = "access-control-";
  private static final Set<Integer> NO_BODY = Set.of(204, 304);

  private final JsonNode document;
  private final SchemaRegistry schemas;

  DocumentedAnswers() {
    try {
      byte[] json = OpenApi.ofThisProgram().json();
      document = JSON.readTree(json);
      Dialect dialect = Dialect.builder(Dialects.getDraft202012())
          .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword)).build();
      schemas = SchemaRegistry.withDialect(dialect,
          builder -> builder.schemas(Map.of(NAME, new String(json, StandardCharsets.UTF_8))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the contract has this answer. */
  void check(HttpResponse<byte[]> answer) {
    String method = answer.request().method();
    String what = "%s %s → %d".formatted(method, answer.uri().getRawPath(), answer.statusCode());
    boolean head = method.equals("HEAD");   // as GET, and documented there
    String pointer = response(head ? "GET" : method, answer.uri().getRawPath(), answer.statusCode());
    assertThat(pointer).as("what openapi.yaml has of " + what).isNotEmpty();
    checkHeaders(what, pointer + "/headers", answer.headers().map());
    if (head || NO_BODY.contains(answer.statusCode())) {
      assertThat(answer.body()).as(what).isEmpty();
    } else {
      checkBody(what, pointer, answer);
    }
  }

  /** Where the document has the answer; empty if nowhere. */
  private String response(String method, String path, int status) {
    String template = template(path);
    JsonNode operation = document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {   // no such path or method: what any path may answer with
      String name = Map.of(401, "Unauthorized", 404, "NotFound", 405, "MethodNotAllowed", 503, "Unavailable")
          .getOrDefault(status, "AnyError");
      if (path.startsWith("/v1/")) {
        name = "OpenAi" + name.replace("Any", "");
      }
      return status < 400 ? "" : "/components/responses/" + name;
    }
    for (String key : List.of(Integer.toString(status), status / 100 + "XX")) {
      if (operation.path("responses").has(key)) {
        return resolved("/paths/%s/%s/responses/%s".formatted(
            template.replace("/", "~1"), method.toLowerCase(Locale.ROOT), key));
      }
    }
    return "";
  }

  private String template(String path) {
    for (String template : (Iterable<String>) () -> document.path("paths").fieldNames()) {
      if (path.matches(template.replace(".", "\\.").replaceAll("\\{[^}]+}", "[^/]+"))) {
        return template;
      }
    }
    return path;
  }

  private String resolved(String pointer) {
    JsonNode reference = document.requiredAt(pointer).path("$ref");
    return reference.isMissingNode() ? pointer : resolved(reference.asText().substring(1));
  }

  private void checkHeaders(String what, String documented, Map<String, List<String>> headers) {
    Set<String> unknown = new TreeSet<>(headers.keySet());
    unknown.removeIf(name -> OF_ANY_ANSWER.contains(name) || name.startsWith(OF_CORS));
    document.at(documented).properties().forEach(property -> {
      unknown.remove(property.getKey().toLowerCase(Locale.ROOT));
      List<String> values = headers.getOrDefault(property.getKey().toLowerCase(Locale.ROOT), List.of());
      String pointer = resolved(documented + "/" + property.getKey());
      if (document.requiredAt(pointer).path("required").asBoolean()) {
        assertThat(values).as(what + ": " + property.getKey()).hasSize(1);
      }
      boolean number = Set.of("integer", "number").contains(document.at(pointer + "/schema/type").asText());
      values.forEach(value -> checkSchema(what + ": " + property.getKey(), pointer + "/schema",
          number ? JsonNumber.parse(value).orElseThrow() : JSON.getNodeFactory().textNode(value)));
    });
    assertThat(unknown).as("undocumented headers of " + what).isEmpty();
  }

  private void checkBody(String what, String pointer, HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
    JsonNode content = document.requiredAt(pointer).path("content");
    assertThat(content.has(type)).as("%s: content of type '%s' is documented", what, type).isTrue();
    if (type.equals("application/zip")) {
      checkSchema(what, "/components/schemas/BatchManifest", ZipContent.of(answer.body()).manifest());
    }
    if (type.equals(JsonAnswer.MEDIA_TYPE)) {
      try {
        checkSchema(what, pointer + "/content/application~1json/schema",
            JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new AssertionError(what + ": no JSON", e);
      }
    }
  }

  private void checkSchema(String what, String pointer, JsonNode found) {
    List<Error> errors = schemas.getSchema(SchemaLocation.of(NAME + "#" + pointer)).validate(found,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    assertThat(errors).as("%s: %s", what, found).isEmpty();
  }
}
