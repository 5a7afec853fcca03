package coqui.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokens and merges of a checkpoint's {@code vocab.json}; its layout is in the package's description.
 *
 * @param ids token → id, special tokens included
 * @param merges a pair of adjacent tokens' ids (see {@link #pair}) → what it becomes
 * @param languages the token that says which language follows; only those the vocabulary has
 * @param unknown id of {@code [UNK]}, for a character that the vocabulary lacks
 * @param space id of {@code [SPACE]}
 */
record Vocabulary(
    Map<String, Integer> ids,
    Map<Long, Merge> merges,
    Map<Language, Integer> languages,
    int unknown,
    int space) {

  /** Published vocabularies have under 400 kB and 7,000 tokens. */
  private static final long MAX_BYTES = 32L << 20;

  private static final int MAX_TOKENS = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.builder(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(32).maxDocumentLength(MAX_BYTES).build())
              .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  /** What two adjacent tokens become: the earlier in the file, the sooner. */
  record Merge(int rank, int id) {}

  /** Two token ids as one key, spread: of the plain pair, {@link Long#hashCode()} would be left xor right. */
  static long pair(int left, int right) {
    return ((long) left << 32 | right) * 0x9E3779B97F4A7C15L; // odd, so that no two pairs share a key
  }

  /** @throws ModelLoadException if the file is missing or is no BPE vocabulary with XTTS's special tokens */
  static Vocabulary read(Path file) {
    JsonNode root = json(file);
    JsonNode model = root.path("model");
    String type = model.path("type").asText("missing");
    if (!type.equals("BPE")) {
      throw new ModelLoadException(file, "model.type is " + type + ", expected BPE");
    }
    Map<String, Integer> ids = ids(file, root);
    Map<Language, Integer> languages = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      Integer id = ids.get("[" + language.code() + "]");
      if (id != null) {
        languages.put(language, id);
      }
    }
    if (languages.isEmpty()) {
      throw new ModelLoadException(file, "no language token such as [en]; expected a vocabulary of XTTS v2");
    }
    special(file, ids, "[STOP]");
    return new Vocabulary(ids, merges(file, model.path("merges"), ids), languages,
        special(file, ids, "[UNK]"), special(file, ids, "[SPACE]"));
  }

  private static JsonNode json(Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_BYTES) {
        throw new ModelLoadException(file, bytes + " bytes, expected at most " + MAX_BYTES);
      }
      return JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      throw new ModelLoadException(file, "not found; it belongs to the checkpoint", missing);
    } catch (JsonProcessingException invalid) {
      throw new ModelLoadException(file, "not JSON: " + invalid.getOriginalMessage(), invalid);
    } catch (IOException unreadable) {
      throw new ModelLoadException(file, "cannot be read: " + unreadable, unreadable);
    }
  }

  private static Map<String, Integer> ids(Path file, JsonNode root) {
    Map<String, Integer> ids = new HashMap<>();
    root.path("model").path("vocab").properties()
        .forEach(entry -> put(file, ids, entry.getKey(), entry.getValue()));
    root.path("added_tokens").forEach(token -> put(file, ids, token.path("content").asText(), token.path("id")));
    if (ids.isEmpty()) {
      throw new ModelLoadException(file, "model.vocab is missing or empty");
    }
    return Map.copyOf(ids);
  }

  private static void put(Path file, Map<String, Integer> ids, String token, JsonNode id) {
    if (!id.canConvertToInt() || !id.isIntegralNumber() || id.asInt() < 0 || id.asInt() >= MAX_TOKENS) {
      throw new ModelLoadException(file, "token '%s' has id %s, expected a number from 0 to %d"
          .formatted(token, id, MAX_TOKENS - 1));
    }
    Integer other = ids.putIfAbsent(token, id.asInt());
    if (other != null && other != id.asInt()) {
      throw new ModelLoadException(file, "token '%s' has the ids %d and %d".formatted(token, other, id.asInt()));
    }
  }

  private static Map<Long, Merge> merges(Path file, JsonNode lines, Map<String, Integer> ids) {
    if (!lines.isArray()) {
      throw new ModelLoadException(file, "model.merges is missing, expected a list");
    }
    Map<Long, Merge> merges = new HashMap<>();
    for (JsonNode line : lines) {
      String[] parts = line.isArray() && line.size() == 2
          ? new String[] {line.get(0).asText(), line.get(1).asText()}
          : line.asText().split(" ", -1);
      Integer left = ids.get(parts[0]);
      Integer right = parts.length == 2 ? ids.get(parts[1]) : null;
      Integer merged = left == null || right == null ? null : ids.get(parts[0] + parts[1]);
      if (merged == null) {
        throw new ModelLoadException(file, "model.merges has %s, expected two tokens of model.vocab that form a third"
            .formatted(line));
      }
      merges.putIfAbsent(pair(left, right), new Merge(merges.size(), merged));
    }
    return Map.copyOf(merges);
  }

  private static int special(Path file, Map<String, Integer> ids, String token) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new ModelLoadException(file, "no token " + token + "; expected a vocabulary of XTTS v2");
    }
    return id;
  }
}
