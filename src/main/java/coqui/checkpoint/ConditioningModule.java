package coqui.checkpoint;

import java.util.List;

/**
 * Class {@code Conditioning} of {@code torchscript/conditioning.py}. Source of names and shapes: Coqui
 * {@code ConditioningEncoder}, {@code PerceiverResampler}.
 */
final class ConditioningModule {

  /** Width of a head of the resampler; a constant of Coqui's {@code GPT}, as in the TorchScript. */
  private static final int HEAD_WIDTH = 64;

  private ConditioningModule() {
  }

  static ScriptModule of(StateDict tensors, XttsConfig config) {
    ModuleAttributes conditioning = new ModuleAttributes(tensors);
    long width = config.gptWidth();
    long bands = conditioning.shape("mel_stats", 1)[0];
    conditioning.put("heads", ScriptValue.of(config.gptHeads()));
    conditioning.tensor("mel_stats", "mel_stats", ModuleAttributes.OF_ITS_NEIGHBOURS, bands);
    conditioning.layer("init", "gpt.conditioning_encoder.init",
        "mel_stats, " + ModuleAttributes.OF_WIDTH, width, bands, 1);
    encoder(conditioning, width);
    resampler(conditioning, width);
    return conditioning.module("Conditioning");
  }

  private static void encoder(ModuleAttributes conditioning, long width) {
    List<String> blocks = conditioning.numbered("gpt.conditioning_encoder.attn.");
    conditioning.layers("norm", blocks, "norm", 0, ModuleAttributes.OF_WIDTH, width);
    conditioning.layers("qkv", blocks, "qkv", 0, ModuleAttributes.OF_WIDTH, 3 * width, width, 1);
    conditioning.layers("out", blocks, "proj_out", 0, ModuleAttributes.OF_WIDTH, width, width, 1);
  }

  private static void resampler(ModuleAttributes conditioning, long width) {
    String name = "gpt.conditioning_perceiver.";
    List<String> layers = conditioning.numbered(name + "layers.");
    long heads = conditioning.shape(layers.get(0) + "0.to_q.weight", 2)[0];
    long inner = conditioning.shape(layers.get(0) + "1.2.weight", 2)[1];
    if (heads % HEAD_WIDTH != 0) {
      throw conditioning.wrong(
          "%s0.to_q.weight has %d rows, expected a multiple of %d".formatted(layers.get(0), heads, HEAD_WIDTH));
    }
    String reason = ModuleAttributes.OF_WIDTH;
    conditioning.tensor("latents", name + "latents", reason, conditioning.shape(name + "latents", 2)[0], width);
    conditioning.tensors("to_q", layers, "0.to_q.weight", reason, heads, width);
    conditioning.tensors("to_kv", layers, "0.to_kv.weight", reason, 2 * heads, width);
    conditioning.tensors("to_out", layers, "0.to_out.weight", reason, width, heads);
    conditioning.layers("inner", layers, "1.0", 0, reason, 2 * inner, width);
    conditioning.layers("outer", layers, "1.2", 0, reason, width, inner);
    conditioning.tensor("gamma", name + "norm.gamma", reason, width);
  }
}
