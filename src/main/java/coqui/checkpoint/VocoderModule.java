package coqui.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Class {@code Vocoder} of {@code torchscript/vocoder.py}. Source of names and shapes: Coqui {@code HifiganGenerator}.
 */
final class VocoderModule {

  private static final String NAME = "hifigan_decoder.waveform_decoder.";
  private static final String REASON = ModuleAttributes.OF_ITS_NEIGHBOURS;
  private static final String OF_SPEAKER = "config.json: d_vector_dim";

  /** Of a residual block; a constant of Coqui's {@code HifiDecoder}, as in the TorchScript. */
  private static final int DILATIONS = 3;

  private final ModuleAttributes vocoder;
  private final Precision precision;
  private final List<ArchivedTensor> upWeight = new ArrayList<>();
  private final List<ArchivedTensor> upBias = new ArrayList<>();
  private final List<TensorSource> upSpeakerWeight = new ArrayList<>();
  private final List<TensorSource> upSpeakerBias = new ArrayList<>();
  private final List<List<ArchivedTensor>> convolutions =
      List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  private VocoderModule(StateDict tensors, Precision precision) {
    this.vocoder = new ModuleAttributes(tensors);
    this.precision = precision;
  }

  /** @param precision one of {@link Precisions#OF_VOCODER} */
  static ScriptModule of(StateDict tensors, XttsConfig config, Precision precision) {
    return new VocoderModule(tensors, precision).module(config);
  }

  private ScriptModule module(XttsConfig config) {
    vocoder.put("convolution", ScriptValue.of(new ScriptModule("Convolution", Map.of())));
    vocoder.put("bfloat16", ScriptValue.of(precision == Precision.BFLOAT16));
    vocoder.put("frames_per_latent", ScriptValue.of((double) config.codeStrideSamples() / config.outputHopSamples()));
    vocoder.put("rate_ratio", ScriptValue.of((double) config.outputSampleRate() / config.inputSampleRate()));
    long[] pre = vocoder.shape(NAME + "conv_pre.weight", 3);
    vocoder.layer("pre", NAME + "conv_pre", ModuleAttributes.OF_WIDTH, pre[0], config.gptWidth(), pre[2]);
    vocoder.layer("speaker", NAME + "cond_layer", OF_SPEAKER, pre[0], config.speakerEmbeddingWidth(), 1);
    long channels = stages(pre[0], config);
    long[] post = vocoder.shape(NAME + "conv_post.weight", 3);
    vocoder.tensor("post_weight", NAME + "conv_post.weight", REASON, 1, channels, post[2]);
    return vocoder.module("Vocoder");
  }

  /** @return channels after the last stage */
  private long stages(long channelsIn, XttsConfig config) {
    List<String> stages = vocoder.numbered(NAME + "ups.");
    List<String> blocks = vocoder.numbered(NAME + "resblocks.");
    if (blocks.size() % stages.size() != 0) {
      throw vocoder.wrong("%sresblocks has %d blocks, expected the same number for each of %d stages"
          .formatted(NAME, blocks.size(), stages.size()));
    }
    int blocksPerStage = blocks.size() / stages.size();
    long channels = channelsIn;
    for (int stage = 0; stage < stages.size(); stage++) {
      channels = addUpsampling(stages.get(stage), stage, channels, config);
      for (String block : blocks.subList(stage * blocksPerStage, (stage + 1) * blocksPerStage)) {
        addBlock(block, stage, channels);
      }
    }
    vocoder.put("up_weight", ScriptValue.ofTensors(upWeight));
    vocoder.put("up_bias", ScriptValue.ofTensors(upBias));
    vocoder.put("up_speaker_weight", ScriptValue.ofTensors(upSpeakerWeight));
    vocoder.put("up_speaker_bias", ScriptValue.ofTensors(upSpeakerBias));
    vocoder.put("conv1_weight", ScriptValue.ofTensors(convolutions.get(0)));
    vocoder.put("conv1_bias", ScriptValue.ofTensors(convolutions.get(1)));
    vocoder.put("conv2_weight", ScriptValue.ofTensors(convolutions.get(2)));
    vocoder.put("conv2_bias", ScriptValue.ofTensors(convolutions.get(3)));
    return channels;
  }

  /** Weights or biases of convolutions; the first stage is float32 in any precision (src/docs/precision.md). */
  private List<? extends ArchivedTensor> ofConvolution(int stage, List<TensorSource> tensors) {
    return precision == Precision.FLOAT32 || stage == 0
        ? tensors
        : tensors.stream().map(tensor -> ConvertedTensor.rounded(tensor, ArchivedType.BFLOAT16)).toList();
  }

  /** @return channels that the stage gives */
  private long addUpsampling(String up, int stage, long channelsIn, XttsConfig config) {
    long[] shape = vocoder.shape(up + "weight", 3);
    long channels = shape[1];
    upWeight.addAll(ofConvolution(
        stage, vocoder.required(List.of(up), "weight", REASON, channelsIn, channels, shape[2])));
    upBias.addAll(ofConvolution(stage, vocoder.required(List.of(up), "bias", REASON, channels)));
    if (config.conditionEachUpsampling()) {
      List<String> speaker = List.of(NAME + "conds." + stage + ".");
      upSpeakerWeight.addAll(
          vocoder.required(speaker, "weight", OF_SPEAKER, channels, config.speakerEmbeddingWidth(), 1));
      upSpeakerBias.addAll(vocoder.required(speaker, "bias", REASON, channels));
    }
    return channels;
  }

  private void addBlock(String block, int stage, long channels) {
    for (int half = 0; half < 2; half++) {
      List<String> layers = ModuleAttributes.numbered(block + "convs" + (half + 1) + ".", DILATIONS);
      for (String layer : layers) {
        long kernel = vocoder.shape(layer + "weight", 3)[2];
        convolutions.get(2 * half).addAll(ofConvolution(
            stage, vocoder.required(List.of(layer), "weight", REASON, channels, channels, kernel)));
        convolutions.get(2 * half + 1).addAll(ofConvolution(
            stage, vocoder.required(List.of(layer), "bias", REASON, channels)));
      }
    }
  }
}
