package coqui.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The first answer on a connection, taken apart.
 *
 * @param headers by name in lower case
 */
public record RawExchange(int status, Map<String, String> headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** @param answer as it came over the wire, up to the connection's end */
  public static RawExchange of(String answer) {
    assertThat(answer).as("answer").startsWith("HTTP/1.");
    String[] parts = answer.split("\r\n\r\n", 2);
    String[] lines = parts[0].split("\r\n");
    Map<String, String> headers = new TreeMap<>();
    Arrays.stream(lines).skip(1).map(line -> line.split(": ?", 2))
        .forEach(header -> headers.put(header[0].toLowerCase(Locale.ROOT), header[1]));
    return new RawExchange(Integer.parseInt(lines[0].split(" ")[1]), headers, parts[1]);
  }

  /** Makes sure that this is an error as every other. */
  public JsonNode error(int expectedStatus, String expectedCode) throws IOException {
    assertThat(status).as(body).isEqualTo(expectedStatus);
    assertThat(headers).containsEntry("content-type", "application/json");
    JsonNode error = JSON.readTree(body).path("error");
    assertThat(error.path("code").asText()).isEqualTo(expectedCode);
    assertThat(error.path("message").asText()).isNotBlank();
    assertThat(headers).containsEntry("x-request-id", error.path("request_id").asText());
    return error;
  }
}
