package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the names of a saved state dict to those of the model.
 *
 * <p>Coqui's trainer saves the model under {@code xtts.} beside what only training needs. PyTorch keeps weight norm
 * as {@code weight_g}, {@code weight_v} or, in newer versions, as {@code parametrizations.weight.original0}, {@code
 * original1}.
 */
final class StateDictNames {

  private static final String PREFIX = "xtts.";

  /** Training's own networks, the copy of the GPT that generation wraps, causal masks, and counters of batch norm. */
  private static final Pattern LEFTOVERS = Pattern.compile(
      "dvae\\..*|torch_mel_spectrogram_.*|gpt\\.gpt\\.wte\\..*|gpt\\.gpt_inference\\..*"
          + "|gpt\\.gpt\\.h\\.\\d+\\.attn\\.(masked_)?bias|.*\\.num_batches_tracked");

  private static final String[] MAGNITUDES = {".weight_g", ".parametrizations.weight.original0"};
  private static final String[] DIRECTIONS = {".weight_v", ".parametrizations.weight.original1"};

  private StateDictNames() {
  }

  /** @param saved the state dict as pickled: name → tensor; what is no tensor is ignored */
  static Map<String, TensorSource> canonical(TorchFile file, Map<String, Object> saved) {
    Map<String, TensorSource> tensors = new LinkedHashMap<>();
    saved.forEach((key, value) -> {
      String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : key;
      if (value instanceof Pickled.Tensor tensor && !LEFTOVERS.matcher(name).matches()) {
        checkName(file, name);
        putOnce(file, tensors, name, file.tensor(name, tensor));
      }
    });
    Map<String, TensorSource> folded = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> {
      String layer = withoutSuffix(name, MAGNITUDES);
      if (layer != null) {
        TensorSource direction = firstOf(tensors, layer, DIRECTIONS);
        putOnce(file, folded, layer + ".weight", fold(file, layer, tensor, direction));
      } else if (withoutSuffix(name, DIRECTIONS) == null) {
        putOnce(file, folded, name, tensor);
      } else if (firstOf(tensors, withoutSuffix(name, DIRECTIONS), MAGNITUDES) == null) {
        throw new ModelLoadException(file.path(), name + " has no magnitude beside it, expected "
            + withoutSuffix(name, DIRECTIONS) + MAGNITUDES[0]);
      }
    });
    return folded;
  }

  private static TensorSource fold(TorchFile file, String layer, TensorSource magnitude, TensorSource direction) {
    if (direction == null) {
      throw new ModelLoadException(file.path(), layer + MAGNITUDES[0] + " has no direction beside it, expected "
          + layer + DIRECTIONS[0]);
    }
    long[] shape = direction.shape();
    long[] expected = new long[shape.length];
    Arrays.fill(expected, 1);
    if (shape.length == 0 || direction.count() == 0) {
      throw new ModelLoadException(file.path(), layer + ".weight is empty");
    }
    expected[0] = shape[0];
    if (!Arrays.equals(magnitude.shape(), expected)) {
      throw new ModelLoadException(file.path(), "%s is %s, expected %s (the first dimension of %s)".formatted(
          layer + MAGNITUDES[0], Arrays.toString(magnitude.shape()), Arrays.toString(expected), layer + DIRECTIONS[0]));
    }
    return new WeightNorm(magnitude, direction);
  }

  private static void checkName(TorchFile file, String name) {
    if (!name.equals(Excerpt.of(name))) {
      throw new ModelLoadException(file.path(), "a tensor has the name " + Excerpt.of(name)
          + ", expected one such as gpt.mel_head.weight");
    }
  }

  private static void putOnce(TorchFile file, Map<String, TensorSource> tensors, String name, TensorSource tensor) {
    if (tensors.put(name, tensor) != null) {
      throw new ModelLoadException(file.path(), name + " occurs twice, with and without its prefix or weight norm");
    }
  }

  private static String withoutSuffix(String name, String[] suffixes) {
    for (String suffix : suffixes) {
      if (name.endsWith(suffix)) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return null;
  }

  private static TensorSource firstOf(Map<String, TensorSource> tensors, String layer, String[] suffixes) {
    for (String suffix : suffixes) {
      TensorSource tensor = tensors.get(layer + suffix);
      if (tensor != null) {
        return tensor;
      }
    }
    return null;
  }
}
