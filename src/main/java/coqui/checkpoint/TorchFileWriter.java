package coqui.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes files as {@code torch.save} does: dictionaries of dictionaries of float32 tensors, each with a storage of
 * its own.
 */
final class TorchFileWriter {

  private TorchFileWriter() {
  }

  /**
   * @param channel empty, at its start; it is left open
   * @param name of the folder that holds all entries; PyTorch takes the file's name without its extension
   * @param root values are {@link TensorSource}s or maps of the same kind
   */
  static void write(FileChannel channel, String name, Map<String, ?> root, ConversionProgress progress)
      throws IOException {
    List<TensorSource> tensors = new ArrayList<>();
    PickleWriter pickle = new PickleWriter();
    pickle(pickle, root, tensors);

    String folder = name + "/";
    StoredZipWriter zip = new StoredZipWriter(channel);
    zip.add(folder + "data.pkl", pickle.stop());
    zip.add(folder + "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    StorageEntries.write(zip, folder, tensors, progress);
    zip.add(folder + "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    zip.finish();
  }

  private static void pickle(PickleWriter pickle, Map<?, ?> members, List<TensorSource> tensors) {
    pickle.emptyDict().mark();
    members.forEach((name, value) -> {
      pickle.string((String) name);
      if (value instanceof TensorSource tensor) {
        pickle.tensor("FloatStorage", Integer.toString(tensors.size()), tensor.shape());
        tensors.add(tensor);
      } else if (value instanceof Map<?, ?> inner) {
        pickle(pickle, inner, tensors);
      } else {
        throw new IllegalArgumentException(name + " is " + value + ", expected a tensor or a map");
      }
    });
    pickle.setItems();
  }
}
