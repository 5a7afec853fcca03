package coqui.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import coqui.speech.Language;
import coqui.speech.SamplingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code config.json}, and from {@code vocab.json} the three numbers that Coqui's code takes from there even
 * where the configuration names others: the published XTTS v2 leaves them null.
 *
 * <p>A member that is absent has the default of Coqui's {@code XttsConfig} and {@code XttsArgs}. Bounds are generous:
 * they keep arithmetic on sizes from overflowing, and what does not fit the tensors is found when those are read.
 */
final class XttsConfigReader {

  private static final String START = "[START]";
  private static final String STOP = "[STOP]";
  private static final int MOST_TOKENS = 1 << 20;
  private static final int MOST_POSITIONS = 1 << 16;
  private static final int MOST_LAYERS = 512;
  private static final int MOST_WIDTH = 1 << 15;
  private static final int LEAST_RATE = 1_000;
  private static final int MOST_RATE = 384_000;
  private static final int MOST_SECONDS = 3_600;
  private static final int MOST_CHARACTERS = 10_000;

  private XttsConfigReader() {
  }

  static XttsConfig read(Path configFile, Path vocabularyFile, CheckpointLimits limits) {
    JsonFile config = JsonFile.read(configFile, limits);
    JsonFile args = config.object("model_args");
    Map<String, Integer> vocabulary = vocabulary(JsonFile.read(vocabularyFile, limits));

    int width = args.integer("gpt_n_model_channels", 1, MOST_WIDTH, 1024);
    int heads = args.integer("gpt_n_heads", 1, width, 16);
    if (width % heads != 0) {
      throw args.wrong("gpt_n_heads", args.value("gpt_n_heads"), "a divisor of gpt_n_model_channels, " + width);
    }
    int audioTokens = args.integer("gpt_num_audio_tokens", 3, MOST_TOKENS, 8194);
    return new XttsConfig(
        languages(config),
        charLimits(config),
        new SamplingSettings(
            config.real("temperature", 0, 100, 0.85),
            config.integer("top_k", 0, MOST_TOKENS - 1, 50),
            config.real("top_p", Double.MIN_VALUE, 1, 0.85),
            config.real("repetition_penalty", 1, 100, 2)),
        args.integer("gpt_layers", 1, MOST_LAYERS, 30),
        width,
        heads,
        Collections.max(vocabulary.values()) + 1,
        vocabulary.get(START),
        vocabulary.get(STOP),
        audioTokens,
        args.integer("gpt_start_audio_token", 0, audioTokens - 1, 8192),
        args.integer("gpt_stop_audio_token", 0, audioTokens - 1, 8193),
        args.integer("gpt_max_audio_tokens", 4, MOST_POSITIONS, 605),
        args.integer("gpt_max_text_tokens", 4, MOST_POSITIONS, 402),
        args.integer("gpt_code_stride_len", 1, MOST_POSITIONS, 1024),
        args.integer("input_sample_rate", LEAST_RATE, MOST_RATE, 22_050),
        args.integer("output_sample_rate", LEAST_RATE, MOST_RATE, 24_000),
        args.integer("output_hop_length", 1, MOST_POSITIONS, 256),
        args.integer("decoder_input_dim", 1, MOST_WIDTH, 1024),
        args.integer("d_vector_dim", 1, MOST_WIDTH, 512),
        args.bool("cond_d_vector_in_each_upsampling_layer", true),
        config.integer("gpt_cond_len", 1, MOST_SECONDS, 12),
        config.integer("gpt_cond_chunk_len", 1, MOST_SECONDS, 4),
        config.integer("max_ref_len", 1, MOST_SECONDS, 10),
        config.bool("sound_norm_refs", false));
  }

  /** Token → id, the added ones included; both {@code [START]} and {@code [STOP]} are in it. */
  private static Map<String, Integer> vocabulary(JsonFile file) {
    Map<String, Integer> ids = new LinkedHashMap<>();
    JsonFile tokens = file.object("model").object("vocab");
    for (Map.Entry<String, JsonNode> token : tokens.members()) {
      ids.put(token.getKey(), tokens.integer(token.getKey(), 0, MOST_TOKENS - 1));
    }
    for (JsonNode token : file.value("added_tokens")) {
      if (!token.path("content").isTextual() || !token.path("id").canConvertToInt()
          || token.path("id").intValue() < 0 || token.path("id").intValue() >= MOST_TOKENS) {
        throw file.wrong("added_tokens", token, "objects with a content and an id below %,d".formatted(MOST_TOKENS));
      }
      ids.put(token.path("content").textValue(), token.path("id").intValue());
    }
    for (String needed : List.of(START, STOP)) {
      if (!ids.containsKey(needed)) {
        throw tokens.wrong(needed, tokens.value(needed), "the id of a token; this is not a vocabulary of XTTS");
      }
    }
    return ids;
  }

  private static List<String> languages(JsonFile config) {
    JsonNode value = config.value("languages");
    if (value.isMissingNode()) {
      return Language.codes();
    }
    List<String> languages = new ArrayList<>();
    for (JsonNode language : value) {
      String code = language.asText();
      if (!language.isTextual() || code.isBlank() || !code.equals(Excerpt.of(code))) {
        throw config.wrong("languages", language, "codes such as \"en\"");
      }
      languages.add(code);
    }
    if (languages.isEmpty() || !value.isArray()) {
      throw config.wrong("languages", value, "a list of codes such as \"en\"");
    }
    return List.copyOf(languages);
  }

  private static Map<String, Integer> charLimits(JsonFile config) {
    JsonFile limits = config.object("char_limits");
    Map<String, Integer> byLanguage = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> limit : limits.members()) {
      byLanguage.put(limit.getKey(), limits.integer(limit.getKey(), 1, MOST_CHARACTERS));
    }
    return Collections.unmodifiableMap(byLanguage);
  }
}
