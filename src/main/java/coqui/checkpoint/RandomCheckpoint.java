package coqui.checkpoint;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.Language;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a checkpoint that has everything but a voice: random weights of any sizes, in Coqui's own file formats.
 *
 * <p>It stands in for the published 1.9 GB when load, memory and speed are measured; it says nothing that can be
 * understood, and never ends by itself: each chunk has as many codes as the model can. The same sizes and seed give the
 * same files. About a gigabyte a few seconds, in a few megabytes of memory.
 */
public final class RandomCheckpoint {

  private static final JsonMapper JSON = JsonMapper.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();
  private static final int LATENTS = 32;
  private static final double LATENT_DEVIATION = 0.7;

  /** The names of XTTS v2's speakers, in the order of its file. */
  private static final List<String> SPEAKERS = List.of(
      "Claribel Dervla", "Daisy Studious", "Gracie Wise", "Tammie Ema", "Alison Dietlinde", "Ana Florence",
      "Annmarie Nele", "Asya Anara", "Brenda Stern", "Gitta Nikolina", "Henriette Usha", "Sofia Hellen", "Tammy Grit",
      "Tanja Adelina", "Vjollca Johnnie", "Andrew Chipper", "Badr Odhiambo", "Dionisio Schuyler", "Royston Min",
      "Viktor Eka", "Abrahan Mack", "Adde Michal", "Baldur Sanjin", "Craig Gutsy", "Damien Black", "Gilberto Mathias",
      "Ilkin Urbano", "Kazuhiko Atallah", "Ludvig Milivoj", "Suad Qasim", "Torcull Diarmuid", "Viktor Menelaos",
      "Zacharie Aimilios", "Nova Hogarth", "Maja Ruoho", "Uta Obando", "Lidiya Szekeres", "Chandra MacFarland",
      "Szofi Granger", "Camilla Holmström", "Lilya Stainthorpe", "Zofija Kendrick", "Narelle Moon", "Barbora MacLean",
      "Alexandra Hisakawa", "Alma María", "Rosemary Okafor", "Ige Behringer", "Filip Traverse", "Damjan Chapman",
      "Wulf Carlevaro", "Aaron Dreschner", "Kumar Dahl", "Eugenio Mataracı", "Ferran Simen", "Xavier Hayasaka",
      "Luis Moray", "Marcos Rudaski");

  private RandomCheckpoint() {
  }

  /**
   * Writes the four files into {@code directory}, which is created where it is missing.
   *
   * @param vocabulary a {@code vocab.json}; it is copied, with unused tokens added up to {@code sizes.textTokens()}
   * @param progress of {@code model.pth}
   * @throws ModelLoadException if the vocabulary cannot be used, or a file not be written
   * @throws IllegalArgumentException if the vocabulary has more tokens than {@code sizes}
   */
  public static void write(Path directory, Path vocabulary, XttsSizes sizes, long seed, ConversionProgress progress) {
    try {
      Files.createDirectories(directory);
      writeJson(directory.resolve(CheckpointFolder.VOCABULARY), padded(vocabulary, sizes.textTokens()));
      writeJson(directory.resolve(CheckpointFolder.CONFIG), config(sizes));
      AtomicFile.write(directory.resolve(CheckpointFolder.SPEAKERS), channel -> TorchFileWriter.write(
          channel, "speakers_xtts", speakers(sizes, seed), ConversionProgress.IGNORED));
      Map<String, Map<String, TensorSource>> model = new LinkedHashMap<>();
      model.put("config", Map.of());
      model.put("model", RandomWeights.of(sizes, seed));
      AtomicFile.write(directory.resolve(CheckpointFolder.MODEL), channel ->
          TorchFileWriter.write(channel, "model", model, progress));
    } catch (IOException e) {
      throw new ModelLoadException(directory, "the checkpoint cannot be written: " + ForeignFile.reason(e), e);
    }
  }

  private static ObjectNode padded(Path vocabulary, int tokens) throws IOException {
    if (!(JSON.readTree(Files.readAllBytes(vocabulary)) instanceof ObjectNode root)
        || !(root.path("model").path("vocab") instanceof ObjectNode ids)) {
      throw new ModelLoadException(vocabulary, "model.vocab is missing; this is not a vocabulary of XTTS");
    }
    int next = 0;
    for (Map.Entry<String, JsonNode> token : ids.properties()) {
      next = Math.max(next, token.getValue().asInt() + 1);
    }
    if (next > tokens) {
      throw new IllegalArgumentException("%s has %,d tokens, more than %,d".formatted(vocabulary, next, tokens));
    }
    for (int id = next; id < tokens; id++) {
      ids.put("[UNUSED_" + id + "]", id);
    }
    return root;
  }

  private static ObjectNode config(XttsSizes sizes) {
    ObjectNode config = JSON.createObjectNode();
    config.put("model", "xtts");
    config.put("max_audio_len", Double.POSITIVE_INFINITY); // Coqui's files have it, and plain JSON does not
    config.putObject("audio").put("sample_rate", 22_050).put("output_sample_rate", 24_000)
        .put("dvae_sample_rate", 22_050);
    config.putObject("model_args")
        .put("gpt_max_audio_tokens", sizes.maxAudioTokens())
        .put("gpt_max_text_tokens", sizes.maxTextTokens())
        .put("gpt_max_prompt_tokens", 70)
        .put("gpt_layers", sizes.gptLayers())
        .put("gpt_n_model_channels", sizes.gptWidth())
        .put("gpt_n_heads", sizes.gptHeads())
        .put("gpt_number_text_tokens", sizes.textTokens())
        .putNull("gpt_start_text_token")
        .putNull("gpt_stop_text_token")
        .put("gpt_num_audio_tokens", sizes.audioTokens())
        .put("gpt_start_audio_token", sizes.startAudioToken())
        .put("gpt_stop_audio_token", sizes.stopAudioToken())
        .put("gpt_code_stride_len", 1024)
        .put("gpt_use_masking_gt_prompt_approach", true)
        .put("gpt_use_perceiver_resampler", true)
        .put("input_sample_rate", 22_050)
        .put("output_sample_rate", 24_000)
        .put("output_hop_length", 256)
        .put("decoder_input_dim", sizes.gptWidth())
        .put("d_vector_dim", sizes.speakerEmbedding())
        .put("cond_d_vector_in_each_upsampling_layer", true);
    Language.codes().forEach(config.putArray("languages")::add);
    return config
        .put("temperature", 0.75)
        .put("length_penalty", 1.0)
        .put("repetition_penalty", 5.0)
        .put("top_k", 50)
        .put("top_p", 0.85)
        .put("gpt_cond_len", 30)
        .put("gpt_cond_chunk_len", 4)
        .put("max_ref_len", 30)
        .put("sound_norm_refs", false);
  }

  private static Map<String, Map<String, TensorSource>> speakers(XttsSizes sizes, long seed) {
    Map<String, Map<String, TensorSource>> speakers = new LinkedHashMap<>();
    for (String name : SPEAKERS) {
      long own = seed + name.hashCode();
      Map<String, TensorSource> speaker = new LinkedHashMap<>();
      speaker.put("gpt_cond_latent", new RandomTensor(own, LATENT_DEVIATION, 1, LATENTS, sizes.gptWidth()));
      speaker.put("speaker_embedding", unitLength(new RandomTensor(~own, 1, 1, sizes.speakerEmbedding(), 1)));
      speakers.put(name, speaker);
    }
    return speakers;
  }

  private static TensorSource unitLength(TensorSource embedding) {
    float[] values = embedding.values();
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= (float) Math.sqrt(squares);
    }
    return TensorSource.of(values, embedding.shape());
  }

  private static void writeJson(Path file, ObjectNode content) throws IOException {
    AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
  }
}
