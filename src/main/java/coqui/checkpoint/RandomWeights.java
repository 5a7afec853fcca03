package coqui.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Random tensors under all the names that an XTTS checkpoint has, weight norm as {@code parametrizations.weight}.
 *
 * <p>A layer's weights have the deviation that keeps the size of what passes through it (0.02 for the GPT at its full
 * width, as GPT-2 begins with), norms are neutral and biases zero; so activations stay as sane as in an untrained
 * network. One bias keeps the stop code from ever being drawn: every chunk has as many codes as may be, so that what
 * is measured with it is always the same amount of work.
 */
final class RandomWeights {

  private static final int MEL_BANDS = 80;
  private static final int CONDITIONING_BLOCKS = 6;
  private static final int PERCEIVER_LAYERS = 2;
  private static final int PERCEIVER_LATENTS = 32;
  private static final int PERCEIVER_HEADS_WIDTH = 8 * 64;
  private static final int[] UPSAMPLING_KERNELS = {16, 16, 4, 4};
  private static final int[] RESIDUAL_KERNELS = {3, 7, 11};
  private static final int RESIDUAL_CONVOLUTIONS = 3;
  private static final int ATTENTION_CHANNELS = 128;
  private static final int SQUEEZE = 8;
  private static final double RESIDUAL_GAIN = 0.5;
  private static final double GPT_GAIN = 0.64;

  /** Logits deviate by 0.64, and a repetition penalty makes those of seen codes a few times that. */
  private static final float NEVER = -30;

  private final XttsSizes sizes;
  private final long seed;
  private final Map<String, TensorSource> tensors = new LinkedHashMap<>();

  private RandomWeights(XttsSizes sizes, long seed) {
    this.sizes = sizes;
    this.seed = seed;
  }

  /** The tensors of {@code model.pth}, in the order of Coqui's module tree. */
  static Map<String, TensorSource> of(XttsSizes sizes, long seed) {
    RandomWeights weights = new RandomWeights(sizes, seed);
    weights.constant("mel_stats", 5, MEL_BANDS);
    weights.conditioningEncoder("gpt.conditioning_encoder.");
    weights.gpt("gpt.");
    weights.perceiver("gpt.conditioning_perceiver.");
    weights.vocoder("hifigan_decoder.waveform_decoder.");
    weights.speakerEncoder("hifigan_decoder.speaker_encoder.");
    return weights.tensors;
  }

  private void conditioningEncoder(String name) {
    int width = sizes.gptWidth();
    layer(name + "init", 1, width, MEL_BANDS, 1);
    for (int block = 0; block < CONDITIONING_BLOCKS; block++) {
      String attention = name + "attn." + block;
      norm(attention + ".norm", width);
      layer(attention + ".qkv", 1, 3L * width, width, 1);
      layer(attention + ".proj_out", RESIDUAL_GAIN, width, width, 1);
    }
  }

  private void gpt(String name) {
    int width = sizes.gptWidth();
    double embedding = GPT_GAIN / Math.sqrt(width);
    random(name + "text_embedding.weight", embedding, sizes.textTokens(), width);
    random(name + "mel_embedding.weight", embedding, sizes.audioTokens(), width);
    for (int layer = 0; layer < sizes.gptLayers(); layer++) {
      String block = name + "gpt.h." + layer + ".";
      double output = GPT_GAIN / Math.sqrt(2.0 * sizes.gptLayers());
      norm(block + "ln_1", width);
      transposedLayer(block + "attn.c_attn", GPT_GAIN, width, 3 * width);
      transposedLayer(block + "attn.c_proj", output, width, width);
      norm(block + "ln_2", width);
      transposedLayer(block + "mlp.c_fc", GPT_GAIN, width, 4 * width);
      transposedLayer(block + "mlp.c_proj", output, 4 * width, width);
    }
    norm(name + "gpt.ln_f", width);
    random(name + "mel_pos_embedding.emb.weight", embedding, sizes.maxAudioTokens() + 3L, width);
    random(name + "text_pos_embedding.emb.weight", embedding, sizes.maxTextTokens() + 2L, width);
    norm(name + "final_norm", width);
    layer(name + "text_head", GPT_GAIN, sizes.textTokens(), width);
    weight(name + "mel_head.weight", GPT_GAIN, sizes.audioTokens(), width);
    float[] bias = new float[sizes.audioTokens()];
    bias[sizes.stopAudioToken()] = NEVER;
    tensors.put(name + "mel_head.bias", new ArrayTensor(bias, new long[] {bias.length}));
  }

  private void perceiver(String name) {
    int width = sizes.gptWidth();
    long inner = width * 8L / 3;
    random(name + "latents", 1, PERCEIVER_LATENTS, width);
    for (int layer = 0; layer < PERCEIVER_LAYERS; layer++) {
      String attention = name + "layers." + layer + ".0.";
      weight(attention + "to_q.weight", 1, PERCEIVER_HEADS_WIDTH, width);
      weight(attention + "to_kv.weight", 1, 2 * PERCEIVER_HEADS_WIDTH, width);
      weight(attention + "to_out.weight", RESIDUAL_GAIN, width, PERCEIVER_HEADS_WIDTH);
      layer(name + "layers." + layer + ".1.0", 1, 2 * inner, width);
      layer(name + "layers." + layer + ".1.2", RESIDUAL_GAIN, width, inner);
    }
    constant(name + "norm.gamma", 1, width);
  }

  private void vocoder(String name) {
    int channels = sizes.vocoderChannels();
    layer(name + "conv_pre", 1, channels, sizes.gptWidth(), 7);
    for (int stage = 0; stage < UPSAMPLING_KERNELS.length; stage++) {
      int out = channels >> stage + 1;
      weightNorm(name + "ups." + stage, out, 1, channels >> stage, out, UPSAMPLING_KERNELS[stage]);
    }
    for (int block = 0; block < UPSAMPLING_KERNELS.length * RESIDUAL_KERNELS.length; block++) {
      long width = channels >> block / RESIDUAL_KERNELS.length + 1;
      long kernel = RESIDUAL_KERNELS[block % RESIDUAL_KERNELS.length];
      for (String half : new String[] {"convs1", "convs2"}) {
        for (int i = 0; i < RESIDUAL_CONVOLUTIONS; i++) {
          weightNorm(name + "resblocks." + block + "." + half + "." + i, width, RESIDUAL_GAIN, width, width, kernel);
        }
      }
    }
    weight(name + "conv_post.weight", 1, 1, channels >> UPSAMPLING_KERNELS.length, 7);
    layer(name + "cond_layer", 1, channels, sizes.speakerEmbedding(), 1);
    for (int stage = 0; stage < UPSAMPLING_KERNELS.length; stage++) {
      layer(name + "conds." + stage, 1, channels >> stage + 1, sizes.speakerEmbedding(), 1);
    }
  }

  private void speakerEncoder(String name) {
    int channels = sizes.speakerFilters().get(0);
    layer(name + "conv1", 1, channels, 1, 3, 3);
    batchNorm(name + "bn1", channels);
    for (int stage = 0; stage < sizes.speakerBlocks().size(); stage++) {
      int width = sizes.speakerFilters().get(stage);
      for (int block = 0; block < sizes.speakerBlocks().get(stage); block++) {
        boolean downsample = block == 0 && (stage > 0 || channels != width);
        residualBlock(name + "layer" + (stage + 1) + "." + block + ".", channels, width, downsample);
        channels = width;
      }
    }
    tensors.put(name + "torch_spec.0.filter", SpeakerMelFilters.preEmphasis());
    tensors.put(name + "torch_spec.1.spectrogram.window", SpeakerMelFilters.window());
    tensors.put(name + "torch_spec.1.mel_scale.fb", SpeakerMelFilters.bands());
    long features = channels * (long) SpeakerMelFilters.BANDS / 8;
    layer(name + "attention.0", 1, ATTENTION_CHANNELS, features, 1);
    batchNorm(name + "attention.2", ATTENTION_CHANNELS);
    layer(name + "attention.3", 1, features, ATTENTION_CHANNELS, 1);
    layer(name + "fc", 1, sizes.speakerEmbedding(), 2 * features);
  }

  private void residualBlock(String name, int in, int out, boolean downsample) {
    weight(name + "conv1.weight", 1, out, in, 3, 3);
    batchNorm(name + "bn1", out);
    weight(name + "conv2.weight", 1, out, out, 3, 3);
    batchNorm(name + "bn2", out);
    layer(name + "se.fc.0", 1, out / SQUEEZE, out);
    layer(name + "se.fc.2", 1, out, out / SQUEEZE);
    if (downsample) {
      weight(name + "downsample.0.weight", 1, out, in, 1, 1);
      batchNorm(name + "downsample.1", out);
    }
  }

  /** A weight [out, in, …] and its bias [out]. */
  private void layer(String name, double gain, long... shape) {
    weight(name + ".weight", gain, shape);
    constant(name + ".bias", 0, shape[0]);
  }

  /** A weight as GPT-2 keeps it, [in, out], and its bias [out]. */
  private void transposedLayer(String name, double gain, long in, long out) {
    random(name + ".weight", gain / Math.sqrt(in), in, out);
    constant(name + ".bias", 0, out);
  }

  private void weightNorm(String name, long biases, double magnitude, long... shape) {
    constant(name + ".bias", 0, biases);
    constant(name + ".parametrizations.weight.original0", magnitude, shape[0], 1, 1);
    random(name + ".parametrizations.weight.original1", 0.01, shape);
  }

  private void norm(String name, long width) {
    constant(name + ".weight", 1, width);
    constant(name + ".bias", 0, width);
  }

  private void batchNorm(String name, long width) {
    norm(name, width);
    constant(name + ".running_mean", 0, width);
    constant(name + ".running_var", 1, width);
  }

  private void weight(String name, double gain, long... shape) {
    long inputs = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
    random(name, gain / Math.sqrt(inputs), shape);
  }

  private void random(String name, double deviation, long... shape) {
    tensors.put(name, new RandomTensor(seed + ((long) name.hashCode() << Integer.SIZE), deviation, shape));
  }

  private void constant(String name, double value, long... shape) {
    float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
    Arrays.fill(values, (float) value);
    tensors.put(name, new ArrayTensor(values, shape));
  }
}
