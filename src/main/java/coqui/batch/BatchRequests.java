package coqui.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.contract.Quoted;
import coqui.speech.InvalidRequestException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns the body of a batch into its items: checks what concerns all of them together. What is wrong with one alone
 * shows when its turn comes, and is told of that one.
 */
public final class BatchRequests {

  private static final String ID = "id";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}");

  private final BatchLimits limits;

  public BatchRequests(BatchLimits limits) {
    this.limits = limits;
  }

  /**
   * The items of a batch.
   *
   * @param asked as the contract allows the body of {@code POST /tts/batch}
   * @throws InvalidRequestException if they are too many or too long together, or two have one name
   */
  public List<BatchItem> accept(ObjectNode asked) {
    JsonNode wanted = asked.path("items");
    if (wanted.size() > limits.items()) {
      throw new InvalidRequestException("too_many_items",
          "The batch has %d items, at most %d are allowed (%s); send it in parts."
              .formatted(wanted.size(), limits.items(), BatchLimits.ITEMS),
          Map.of("field", "items", "max_items", limits.items()));
    }
    checkLength(Stream.of("text", "ssml").flatMap(field -> wanted.findValuesAsText(field).stream()));
    List<BatchItem> items = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    for (JsonNode item : wanted) {
      ObjectNode fields = item.deepCopy();
      int index = items.size();
      String id = id(fields.remove(ID), index);
      Integer other = taken.put(id.toLowerCase(Locale.ROOT), index);   // some file systems know no difference
      if (other != null) {
        throw new InvalidRequestException("duplicate_id",
            "Items %d and %d are both called '%s'; give each an id of its own.".formatted(other, index, id),
            Map.of("field", ID, "index", index));
      }
      items.add(new BatchItem(index, id, fields));
    }
    return items;
  }

  /** @param asked null where none was asked for */
  private static String id(JsonNode asked, int index) {
    if (asked == null) {
      return String.format(Locale.ROOT, "%04d", index + 1);
    }
    if (!asked.isTextual() || !PLAIN.matcher(asked.textValue()).matches()) {
      throw new InvalidRequestException("invalid_id",
          ("The id of item %d is %s, expected up to 64 ASCII letters, digits, dots, dashes and underscores, no dot"
              + " first.").formatted(index, Quoted.quoted(asked.asText())),
          Map.of("field", ID, "index", index));
    }
    return asked.textValue();
  }

  /** @throws InvalidRequestException if the texts are too long together */
  public void checkLength(Stream<String> texts) {
    long characters = texts
        .mapToLong(text -> text.codePointCount(0, text.length()))
        .sum();
    if (characters > limits.characters()) {
      throw new InvalidRequestException("batch_too_long",
          "The texts have %d characters together, at most %d are allowed (%s); send them in several batches."
              .formatted(characters, limits.characters(), BatchLimits.CHARACTERS),
          Map.of("field", "items", "max_characters", limits.characters()));
    }
  }
}
