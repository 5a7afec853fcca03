package coqui.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * Class {@code SpeakerEncoder} of {@code torchscript/speaker.py}. Source of names and shapes: Coqui
 * {@code ResNetSpeakerEncoder}.
 */
final class SpeakerEncoderModule {

  private static final String NAME = "hifigan_decoder.speaker_encoder.";
  private static final String REASON = ModuleAttributes.OF_ITS_NEIGHBOURS;
  private static final int STAGES = 4;

  private final ModuleAttributes encoder;
  private final List<Long> blocksOfStages = new ArrayList<>();
  private final List<TensorSource> conv1 = new ArrayList<>();
  private final List<TensorSource> norm1 = new ArrayList<>();
  private final List<TensorSource> conv2 = new ArrayList<>();
  private final List<TensorSource> norm2 = new ArrayList<>();
  private final List<TensorSource> squeezeWeight = new ArrayList<>();
  private final List<TensorSource> squeezeBias = new ArrayList<>();
  private final List<TensorSource> exciteWeight = new ArrayList<>();
  private final List<TensorSource> exciteBias = new ArrayList<>();
  private final List<TensorSource> shortcut = new ArrayList<>();
  private final List<TensorSource> shortcutNorm = new ArrayList<>();

  private SpeakerEncoderModule(StateDict tensors) {
    this.encoder = new ModuleAttributes(tensors);
  }

  static ScriptModule of(StateDict tensors, XttsConfig config) {
    return new SpeakerEncoderModule(tensors).module(config);
  }

  private ScriptModule module(XttsConfig config) {
    long[] filters = encoder.shape(NAME + "torch_spec.1.mel_scale.fb", 2);
    long window = encoder.shape(NAME + "torch_spec.1.spectrogram.window", 1)[0];
    encoder.tensor("emphasis", NAME + "torch_spec.0.filter", REASON, 1, 1, 2);
    encoder.tensor("window", NAME + "torch_spec.1.spectrogram.window", REASON, window);
    encoder.tensor("filters", NAME + "torch_spec.1.mel_scale.fb", REASON, filters);

    long channels = encoder.shape(NAME + "conv1.weight", 4)[0];
    encoder.layer("first", NAME + "conv1", REASON, channels, 1, 3, 3);
    encoder.batchNorms("first_norm", encoder.batchNorm(NAME + "bn1", channels));
    for (int stage = 1; stage <= STAGES; stage++) {
      channels = addStage(stage, channels);
    }
    putBlocks();
    // Three of the stages halve the mel bands.
    pooling(channels * (filters[1] / 8), config);
    return encoder.module("SpeakerEncoder");
  }

  /** @return channels that the stage gives */
  private long addStage(int stage, long channelsIn) {
    List<String> blocks = encoder.numbered(NAME + "layer" + stage + ".");
    blocksOfStages.add((long) blocks.size());
    long channels = encoder.shape(blocks.get(0) + "conv1.weight", 4)[0];
    long squeezed = encoder.shape(blocks.get(0) + "se.fc.0.weight", 2)[0];
    if (stage > 1) {
      shortcut.addAll(
          encoder.required(blocks.subList(0, 1), "downsample.0.weight", REASON, channels, channelsIn, 1, 1));
      shortcutNorm.addAll(encoder.batchNorm(blocks.get(0) + "downsample.1", channels));
    }
    conv1.addAll(encoder.required(blocks.subList(0, 1), "conv1.weight", REASON, channels, channelsIn, 3, 3));
    conv1.addAll(encoder.required(blocks.subList(1, blocks.size()), "conv1.weight", REASON, channels, channels, 3, 3));
    conv2.addAll(encoder.required(blocks, "conv2.weight", REASON, channels, channels, 3, 3));
    for (String block : blocks) {
      norm1.addAll(encoder.batchNorm(block + "bn1", channels));
      norm2.addAll(encoder.batchNorm(block + "bn2", channels));
    }
    squeezeWeight.addAll(encoder.required(blocks, "se.fc.0.weight", REASON, squeezed, channels));
    squeezeBias.addAll(encoder.required(blocks, "se.fc.0.bias", REASON, squeezed));
    exciteWeight.addAll(encoder.required(blocks, "se.fc.2.weight", REASON, channels, squeezed));
    exciteBias.addAll(encoder.required(blocks, "se.fc.2.bias", REASON, channels));
    return channels;
  }

  private void putBlocks() {
    encoder.put("blocks", ScriptValue.ofLongs(blocksOfStages));
    encoder.put("conv1", ScriptValue.ofTensors(conv1));
    encoder.put("norm1", ScriptValue.ofTensors(norm1));
    encoder.put("conv2", ScriptValue.ofTensors(conv2));
    encoder.put("norm2", ScriptValue.ofTensors(norm2));
    encoder.put("squeeze_weight", ScriptValue.ofTensors(squeezeWeight));
    encoder.put("squeeze_bias", ScriptValue.ofTensors(squeezeBias));
    encoder.put("excite_weight", ScriptValue.ofTensors(exciteWeight));
    encoder.put("excite_bias", ScriptValue.ofTensors(exciteBias));
    encoder.put("shortcut", ScriptValue.ofTensors(shortcut));
    encoder.put("shortcut_norm", ScriptValue.ofTensors(shortcutNorm));
  }

  /** @param rows channels × mel bands that are left */
  private void pooling(long rows, XttsConfig config) {
    long hidden = encoder.shape(NAME + "attention.0.weight", 3)[0];
    encoder.layer("attention1", NAME + "attention.0", REASON, hidden, rows, 1);
    encoder.batchNorms("attention_norm", encoder.batchNorm(NAME + "attention.2", hidden));
    encoder.layer("attention2", NAME + "attention.3", REASON, rows, hidden, 1);
    encoder.layer("out", NAME + "fc", "config.json: d_vector_dim", config.speakerEmbeddingWidth(), 2 * rows);
  }
}
