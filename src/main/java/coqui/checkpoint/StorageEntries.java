package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes tensors as PyTorch keeps storages, one entry {@code data/INDEX} each, through a few megabytes of memory. */
final class StorageEntries {

  static final int BUFFER_BYTES = 4 << 20;

  private StorageEntries() {
  }

  static String name(String folder, int index) {
    return folder + "data/" + index;
  }

  static long bytes(ArchivedTensor tensor) {
    return tensor.count() * tensor.type().bytes();
  }

  static long bytes(List<? extends ArchivedTensor> tensors) {
    return tensors.stream().mapToLong(StorageEntries::bytes).sum();
  }

  /** @param folder of all entries, with its slash */
  static void write(
      StoredZipWriter zip, String folder, List<? extends ArchivedTensor> tensors, ConversionProgress progress)
      throws IOException {
    long totalBytes = bytes(tensors);
    long doneBytes = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    for (int index = 0; index < tensors.size(); index++) {
      ArchivedTensor tensor = tensors.get(index);
      int valueBytes = tensor.type().bytes();
      long doneBefore = doneBytes;
      zip.add(name(folder, index), sink -> {
        long count = tensor.count();
        for (long first = 0; first < count; ) {
          int values = (int) Math.min(count - first, BUFFER_BYTES / valueBytes);
          tensor.read(first, buffer.clear().limit(values * valueBytes));
          sink.write(buffer.flip());
          first += values;
          progress.update(doneBefore + first * valueBytes, totalBytes);
        }
      });
      doneBytes += bytes(tensor);
    }
  }
}
