package coqui.checkpoint;

import java.util.List;

/**
 * Class {@code Gpt} of {@code torchscript/gpt.py}. Source of names and shapes: Coqui {@code GPT}, Hugging Face
 * {@code GPT2Model}.
 */
final class GptModule {

  private static final String OF_VOCABULARY = "vocab.json, " + ModuleAttributes.OF_WIDTH;
  private static final String OF_CODES = "config.json: gpt_num_audio_tokens, gpt_n_model_channels";
  private static final String OF_TEXT_LENGTH = "config.json: gpt_max_text_tokens + 2, gpt_n_model_channels";
  private static final String OF_AUDIO_LENGTH = "config.json: gpt_max_audio_tokens + 3, gpt_n_model_channels";

  private GptModule() {
  }

  static ScriptModule of(StateDict tensors, XttsConfig config, Precision precision) {
    ModuleAttributes gpt = new ModuleAttributes(tensors);
    long width = config.gptWidth();
    gpt.put("heads", ScriptValue.of(config.gptHeads()));
    gpt.put("start_text", ScriptValue.of(config.startTextToken()));
    gpt.put("stop_text", ScriptValue.of(config.stopTextToken()));
    gpt.put("start_audio", ScriptValue.of(config.startAudioToken()));
    gpt.tensor("text_embedding", "gpt.text_embedding.weight", OF_VOCABULARY, config.textTokens(), width);
    gpt.tensor("text_position", "gpt.text_pos_embedding.emb.weight", OF_TEXT_LENGTH, config.maxTextTokens() + 2, width);
    gpt.tensor("mel_embedding", "gpt.mel_embedding.weight", OF_CODES, config.audioTokens(), width);
    gpt.tensor("mel_position", "gpt.mel_pos_embedding.emb.weight", OF_AUDIO_LENGTH, config.maxAudioTokens() + 3, width);
    DenseModule dense = new DenseModule(tensors, precision);
    blocks(gpt, dense, config.gptLayers(), width);
    gpt.layer("last_norm", "gpt.gpt.ln_f", ModuleAttributes.OF_WIDTH, width);
    gpt.layer("final_norm", "gpt.final_norm", ModuleAttributes.OF_WIDTH, width);
    gpt.put("mel_head", ScriptValue.of(
        dense.of(List.of("gpt."), "mel_head", 0, OF_CODES, config.audioTokens(), width)));
    return gpt.module("Gpt");
  }

  private static void blocks(ModuleAttributes gpt, DenseModule dense, int layers, long width) {
    List<String> blocks = gpt.numbered("gpt.gpt.h.");
    if (blocks.size() != layers) {
      throw gpt.wrong(
          "gpt.gpt.h has %d layers, expected %d (config.json: gpt_layers)".formatted(blocks.size(), layers));
    }
    long inner = gpt.shape(blocks.get(0) + "mlp.c_fc.weight", 2)[1];
    String reason = ModuleAttributes.OF_WIDTH;
    gpt.layers("norm1", blocks, "ln_1", 0, reason, width);
    gpt.put("qkv", ScriptValue.of(dense.of(blocks, "attn.c_attn", 1, reason, width, 3 * width)));
    gpt.put("out", ScriptValue.of(dense.of(blocks, "attn.c_proj", 1, reason, width, width)));
    gpt.layers("norm2", blocks, "ln_2", 0, reason, width);
    gpt.put("inner", ScriptValue.of(dense.of(blocks, "mlp.c_fc", 1, reason, width, inner)));
    gpt.put("outer", ScriptValue.of(dense.of(blocks, "mlp.c_proj", 1, reason, inner, width)));
  }
}
