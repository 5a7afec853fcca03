package coqui.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The expectation data under {@code reference/text}; its README says how it was made. */
public final class ReferenceText {

  private static final JsonMapper JSON = new JsonMapper();

  private ReferenceText() {}

  public static Path file(String name) {
    try {
      return Path.of(ReferenceText.class.getResource("/reference/text/" + name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The rows of a {@code .jsonl} file. */
  public static Stream<JsonNode> rows(String name) {
    try {
      return Files.readAllLines(file(name)).stream().filter(line -> !line.isBlank()).map(ReferenceText::parse);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public static List<String> strings(JsonNode array) {
    return JSON.convertValue(array, JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
