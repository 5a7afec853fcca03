package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import coqui.contract.OpenApi;
import coqui.contract.RequestSchema;
import coqui.http.sillytavern.ParseSillyTavernRequest;
import coqui.pipeline.ToneModel;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code openapi.yaml} says what the routes and the code have, neither more nor less. */
class ContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = document();
  private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");
  private static final String SPEAKABLE = "Hello.";

  /** Codes that no client ever gets to see: it is gone, it reads a command's output, or it is a file. */
  private static final Set<String> NOT_OF_THE_EDGE = Set.of(
      "client_left", "invalid_line", "not_utf_8", "invalid_subtitles", "recording_too_long");

  private static LiveServer server;

  @BeforeAll
  static void start() throws Exception {
    server = LiveServer.with(new ToneModel());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode document() {
    try {
      return JSON.readTree(OpenApi.ofThisProgram().json());
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Test
  void paths_areThoseOfTheRoutes() throws IOException {
    Map<String, Set<String>> documented = new TreeMap<>();
    DOCUMENT.path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
      if (METHODS.contains(method)) {
        documented.computeIfAbsent(path.getKey(), first -> new TreeSet<>()).add(method.toUpperCase(Locale.ROOT));
      }
    }));

    Map<String, Set<String>> routed = new TreeMap<>();
    for (JsonNode from : httpRoutes()) {
      Set<String> methods = routed.computeIfAbsent(path(from), first -> new TreeSet<>(Set.of("OPTIONS")));
      methods.addAll(List.of(from.at("/parameters/httpMethodRestrict").asText().split(",")));
    }
    assertThat(documented).isEqualTo(routed);
  }

  @Test
  void mediaTypes_areThoseThatTheRoutesProduce() throws IOException {
    for (JsonNode from : httpRoutes()) {
      String method = from.at("/parameters/httpMethodRestrict").asText().split(",")[0].toLowerCase(Locale.ROOT);
      JsonNode produces = from.at("/parameters/produces");
      Set<String> documented = new TreeSet<>();
      resolved(DOCUMENT.path("paths").path(path(from)).path(method).path("responses").path("200"))
          .path("content").fieldNames().forEachRemaining(documented::add);

      if (!produces.isMissingNode()) {
        assertThat(documented).as(path(from)).containsExactlyInAnyOrder(produces.asText().split(","));
      }
    }
  }

  private static List<JsonNode> httpRoutes() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("routes"))) {
      for (Path file : files.toList()) {
        for (JsonNode route : new YAMLMapper().readTree(file.toFile())) {
          JsonNode from = route.path("route").path("from");
          if (from.path("uri").asText().startsWith("platform-http:")) {
            found.add(from);
          }
        }
      }
    }
    return found;
  }

  private static String path(JsonNode from) {
    return from.path("uri").asText().substring("platform-http:".length());
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(DOCUMENT.requiredAt(node.path("$ref").asText().substring(1))) : node;
  }

  static Stream<JsonNode> examples() {
    return DOCUMENT.at("/paths/~1tts/post/requestBody/content/application~1json/examples").properties().stream()
        .map(example -> example.getValue().path("value"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void example_ofARequest_isAnsweredWithSpeech(JsonNode example) throws Exception {
    HttpResponse<byte[]> answer = server.tts(example.toString());

    assertThat(answer.statusCode()).as(() -> new String(answer.body())).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("audio/" + example.path("output_format").asText("wav"));
    assertThat(answer.body()).hasSizeGreaterThan(1_000);
  }

  @Test
  void defaults_areWhatARequestWithoutThemGets() throws Exception {
    JsonNode fields = DOCUMENT.at("/components/schemas/SpeechRequest/properties");
    Map<String, Object> spelledOut = new TreeMap<>(Map.of("text", SPEAKABLE, "seed", 1));
    fields.properties().stream().filter(field -> field.getValue().has("default"))
        .forEach(field -> spelledOut.put(field.getKey(), field.getValue().path("default")));

    byte[] leftOut = server.tts(JSON.writeValueAsString(Map.of("text", SPEAKABLE, "seed", 1))).body();

    assertThat(spelledOut).hasSizeGreaterThan(5);
    assertThat(server.tts(JSON.writeValueAsString(spelledOut)).body()).isEqualTo(leftOut);
  }

  @Test
  void codes_areThoseThatTheCodeHas() throws IOException {
    Set<String> documented = new TreeSet<>();
    DOCUMENT.path("components").path("responses").findValues("code")
        .forEach(code -> code.path("enum").forEach(value -> documented.add(value.asText())));

    assertThat(documented).isEqualTo(codesOfTheSource());
  }

  /** As the source writes them; those of fields are made of their names. */
  private static Set<String> codesOfTheSource() throws IOException {
    Pattern written = Pattern.compile(
        "(?:new Problem\\(\\s*\\d+,|Problem\\.of\\(\\s*\\d+,|new InvalidRequestException\\(|invalid\\(|"
            + "problems\\.add\\(finding\\(|super\\(|[( ]of\\(\\s*\\d+,)\\s*\"([a-z0-9_]+)\"\\s*[,)]");
    Pattern ofField = Pattern.compile("ofField\\(\\s*\"([a-z_]+)\"");
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/coqui"))) {
      for (Path file : files.filter(name -> name.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        matches(written, source).forEach(codes::add);
        matches(ofField, source).forEach(field -> codes.add("invalid_" + field));
      }
    }
    OpenApi contract = OpenApi.ofThisProgram();
    Stream<RequestSchema> objects = Stream.of("/tts", "/tts/batch", "/v1/audio/speech", "/sillytavern/set_tts_settings",
        "/sillytavern/tts_to_audio/").map(path -> contract.body(path, "application/json"));
    Stream<RequestSchema> forms =
        Stream.of("/voice-clone", "/v1/audio/voices").map(path -> contract.body(path, "multipart/form-data"));
    Stream.of(objects, forms, Stream.of(contract.query("get", "/speakers")))
        .flatMap(schemas -> schemas)
        .flatMap(schema -> schema.fields().stream())
        .forEach(field -> codes.add("invalid_" + field));
    DOCUMENT.at("/components/schemas/Turn/properties").fieldNames()
        .forEachRemaining(field -> codes.add("invalid_" + field));
    codes.removeAll(NOT_OF_THE_EDGE);
    return codes;
  }

  private static Stream<String> matches(Pattern pattern, String source) {
    return pattern.matcher(source).results().map(found -> found.group(1));
  }

  @Test
  void everyResponse_isUsedAndNamesTheRequest() {
    String document = DOCUMENT.toString();
    DOCUMENT.path("components").path("responses").properties().forEach(response -> {
      assertThat(response.getValue().path("headers").has("X-Request-Id")).as(response.getKey()).isTrue();
      boolean ofAnyPath =
          Set.of("MethodNotAllowed", "OpenAiMethodNotAllowed", "OpenAiNotFound").contains(response.getKey());
      assertThat(ofAnyPath || document.contains("#/components/responses/" + response.getKey() + "\""))
          .as(response.getKey() + " is used").isTrue();
    });
  }

  @Test
  void everyUnavailability_saysWhenToTryAgain() {
    DOCUMENT.path("paths").findValues("503").forEach(response ->
        assertThat(resolved(response).path("headers").has("Retry-After")).as(response.toString()).isTrue());
  }

  @Test
  void everyAnswerToWhatCounts_mayTellOfTheRate() {
    Set<String> beforeItIsCounted = Set.of("401", "414", "431");
    DOCUMENT.path("paths").properties().forEach(path -> path.getValue().properties().stream()
        .filter(method -> method.getKey().equals("post")
            || method.getKey().equals("get") && ParseSillyTavernRequest.isSpeech(path.getKey()))
        .flatMap(method -> method.getValue().path("responses").properties().stream())
        .filter(response -> !beforeItIsCounted.contains(response.getKey()))
        .forEach(response -> assertThat(resolved(response.getValue()).path("headers").properties())
            .as(path.getKey() + " " + response).extracting(Map.Entry::getKey)
            .contains("RateLimit-Policy", "RateLimit")));
  }

  @Test
  void version_isTheProjects() throws IOException {
    Matcher version = Pattern.compile("<artifactId>coqui-camel</artifactId>\\s*<version>([^<]+)<")
        .matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(DOCUMENT.at("/info/version").asText()).isEqualTo(version.group(1));
  }

  @Test
  void fieldsOfTheForm_areThoseOfTheBody() {
    JsonNode body = DOCUMENT.at("/components/schemas/SpeechRequest/properties");
    DOCUMENT.at("/components/schemas/CloneForm/properties").properties().stream()
        .filter(field -> body.has(field.getKey()))
        .forEach(field -> assertThat(resolved(field.getValue())).isEqualTo(body.path(field.getKey())));
    assertThat(Arrays.asList("text", "seed", "speed"))
        .allMatch(DOCUMENT.at("/components/schemas/CloneForm/properties")::has);
  }
}
