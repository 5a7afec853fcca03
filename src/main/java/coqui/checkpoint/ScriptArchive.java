package coqui.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A TorchScript archive to be written: {@code torch.jit.load} reads it (layout: package documentation).
 *
 * @param source the classes, in TorchScript; their full names begin with {@code __torch__.}
 * @param root the module that loading gives
 */
public record ScriptArchive(String source, ScriptModule root) {

  private static final int BUFFER_BYTES = 4 << 20;
  private static final String FOLDER = "m/";
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  /**
   * Writes the archive, tensor by tensor, through a few megabytes of memory.
   *
   * @param channel empty, at its start; it is left open
   */
  void writeTo(FileChannel channel, ConversionProgress progress) throws IOException {
    List<TensorSource> tensors = new ArrayList<>();
    PickleWriter pickle = new PickleWriter();
    ScriptValue.of(root).pickle(pickle, tensors);

    StoredZipWriter zip = new StoredZipWriter(channel);
    zip.add(FOLDER + "version", ascii("10\n"));
    zip.add(FOLDER + "constants.pkl", EMPTY_TUPLE);
    zip.add(FOLDER + "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    zip.add(FOLDER + "data.pkl", pickle.stop());

    long totalBytes = tensors.stream().mapToLong(tensor -> tensor.count() * Float.BYTES).sum();
    long doneBytes = 0;
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    for (int key = 0; key < tensors.size(); key++) {
      TensorSource tensor = tensors.get(key);
      long doneBefore = doneBytes;
      zip.add(FOLDER + "data/" + key, sink -> writeTensor(tensor, buffer, sink, written ->
          progress.update(doneBefore + written, totalBytes)));
      doneBytes += tensor.count() * Float.BYTES;
    }
    zip.finish();
  }

  private static void writeTensor(TensorSource tensor, ByteBuffer buffer, StoredZipWriter.Sink sink, Written written)
      throws IOException {
    long count = tensor.count();
    for (long first = 0; first < count; ) {
      int values = (int) Math.min(count - first, BUFFER_BYTES / Float.BYTES);
      tensor.read(first, buffer.clear().limit(values * Float.BYTES));
      sink.write(buffer.flip());
      first += values;
      written.bytes(first * Float.BYTES);
    }
  }

  private interface Written {
    void bytes(long total);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
