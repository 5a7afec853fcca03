package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * The tensors of {@code model.pth} that inference needs, under one set of names however the checkpoint was saved: no
 * {@code xtts.} prefix, weight norm folded into {@code .weight}, training leftovers dropped ({@link StateDictNames}).
 *
 * <p>Values are read from the file when they are asked for. Closing ends the tensors. One thread at a time.
 */
public final class StateDict implements AutoCloseable {

  private final TorchFile file;
  private final Map<String, TensorSource> tensors;

  private StateDict(TorchFile file, Map<String, TensorSource> tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * Opens the file of a checkpoint, or of a state dict alone.
   *
   * @throws ModelLoadException if it is missing, damaged, of another format, or costs more than {@code limits} allow
   */
  public static StateDict open(Path file, CheckpointLimits limits) {
    TorchFile torchFile = TorchFile.open(file, limits);
    try {
      Map<String, TensorSource> tensors = StateDictNames.canonical(torchFile, members(torchFile));
      limits.checkTensorBytes(file, bytes(file, tensors));
      return new StateDict(torchFile, tensors);
    } catch (RuntimeException e) {
      torchFile.close();
      throw e;
    }
  }

  /** {@code model.pth}, for errors. */
  public Path path() {
    return file.path();
  }

  /** All names, in the order of the file. */
  public Set<String> names() {
    return Collections.unmodifiableSet(tensors.keySet());
  }

  /**
   * The tensor of that name.
   *
   * @throws ModelLoadException if there is none
   */
  public TensorSource tensor(String name) {
    TensorSource tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelLoadException(path(), name + " is missing");
    }
    return tensor;
  }

  /**
   * The tensor of that name, if it has the shape that the rest of the model needs.
   *
   * @param reason where the expected shape comes from, "config.json: gpt_n_model_channels"
   * @throws ModelLoadException if it is missing, or misshapen: "gpt.mel_head.weight is [1026, 512], expected [1026,
   *     1024] (config.json:
   *     gpt_n_model_channels)"
   */
  public TensorSource require(String name, String reason, long... shape) {
    TensorSource tensor = tensors.get(name);
    if (tensor == null) {
      throw new ModelLoadException(path(), "%s is missing, expected %s (%s)"
          .formatted(name, Arrays.toString(shape), reason));
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new ModelLoadException(path(), "%s is %s, expected %s (%s)".formatted(
          name, Arrays.toString(tensor.shape()), Arrays.toString(shape), reason));
    }
    return tensor;
  }

  /** Adds what tells the file from another. */
  void identify(MessageDigest digest) {
    file.identify(digest);
  }

  @Override
  public void close() {
    file.close();
  }

  private static Map<String, Object> members(TorchFile file) {
    if (file.root() instanceof Pickled.Dict root) {
      return root.get("model") instanceof Pickled.Dict model ? model.members() : root.members();
    }
    throw new ModelLoadException(file.path(), "the file holds no dictionary, expected a checkpoint or a state dict");
  }

  private static long bytes(Path file, Map<String, TensorSource> tensors) {
    long bytes = 0;
    for (TensorSource tensor : tensors.values()) {
      try {
        bytes = Math.addExact(bytes, Math.multiplyExact(tensor.count(), (long) Float.BYTES));
      } catch (ArithmeticException e) {
        throw new ModelLoadException(file, "the tensors have more bytes than can be counted");
      }
    }
    return bytes;
  }
}
