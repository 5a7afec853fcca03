package coqui.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON file of the checkpoint as typed members; errors name the file, the member, what was found and what was
 * expected.
 */
final class JsonFile {

  /** Python writes {@code Infinity} and {@code NaN} into JSON, and Coqui's config.json has some. */
  private static final JsonMapper JSON = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final Path file;
  private final String prefix;
  private final JsonNode members;

  private JsonFile(Path file, String prefix, JsonNode members) {
    this.file = file;
    this.prefix = prefix;
    this.members = members;
  }

  static JsonFile read(Path file, CheckpointLimits limits) {
    try {
      limits.checkJsonBytes(file, Files.size(file));
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root == null || !root.isObject()) {
        throw new ModelLoadException(file, "the file holds no JSON object");
      }
      return new JsonFile(file, "", root);
    } catch (JsonProcessingException e) {
      throw new ModelLoadException(file, "the file is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw ForeignFile.unreadable(file, e);
    }
  }

  /** The object that {@code member} is; one without members where there is none. */
  JsonFile object(String member) {
    JsonNode value = value(member);
    if (!value.isObject() && !value.isMissingNode()) {
      throw wrong(member, value, "an object");
    }
    return new JsonFile(file, prefix + member + ".", value);
  }

  /** All members; their values as they are. */
  Iterable<Map.Entry<String, JsonNode>> members() {
    return members.properties();
  }

  /** The member's value; a missing node for one that is absent or null. */
  JsonNode value(String member) {
    JsonNode value = members.path(member);
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  /** A whole number within bounds. */
  int integer(String member, int least, int most) {
    JsonNode value = value(member);
    boolean whole = value.canConvertToExactIntegral() && value.canConvertToInt();
    if (!whole || value.intValue() < least || value.intValue() > most) {
      throw wrong(member, value, "a whole number from %,d to %,d".formatted(least, most));
    }
    return value.intValue();
  }

  /**
   * A whole number within bounds; where it is absent and the usual one would be out of bounds, that is an error too.
   */
  int integer(String member, int least, int most, int absent) {
    boolean usual = value(member).isMissingNode() && absent >= least && absent <= most;
    return usual ? absent : integer(member, least, most);
  }

  double real(String member, double least, double most, double absent) {
    JsonNode value = value(member);
    if (value.isMissingNode()) {
      return absent;
    }
    double number = value.doubleValue();
    if (!value.isNumber() || !(number >= least && number <= most)) {
      throw wrong(member, value, "a number from %s to %s".formatted(least, most));
    }
    return number;
  }

  boolean bool(String member, boolean absent) {
    JsonNode value = value(member);
    if (!value.isBoolean() && !value.isMissingNode()) {
      throw wrong(member, value, "true or false");
    }
    return value.asBoolean(absent);
  }

  ModelLoadException wrong(String member, JsonNode found, String expected) {
    String name = prefix + Excerpt.of(member);
    return new ModelLoadException(file, "%s is %s, expected %s".formatted(name, shown(found), expected));
  }

  private static String shown(JsonNode value) {
    if (value.isContainerNode()) {
      return "an " + value.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
    return value.isMissingNode() ? "missing" : Excerpt.of(value.toString());
  }
}
