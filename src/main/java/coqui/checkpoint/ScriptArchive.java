package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A TorchScript archive: {@code torch.jit.load} reads what this writes (layout: package documentation). Immutable,
 * but its tensors belong to one thread.
 */
public final class ScriptArchive {

  private static final String FOLDER = "m/";
  private static final byte[] EMPTY_TUPLE = {(byte) 0x80, 2, ')', '.'};

  private final Map<String, byte[]> texts = new LinkedHashMap<>();
  private final List<ArchivedTensor> tensors = new ArrayList<>();

  /**
   * @param source the classes, in TorchScript; their full names begin with {@code __torch__.}
   * @param root the module that loading gives
   */
  public ScriptArchive(String source, ScriptModule root) {
    PickleWriter pickle = new PickleWriter();
    ScriptValue.of(root).pickle(pickle, tensors);
    // Version 10 is that of PyTorch 2: below it, operators have the arguments that they had then.
    texts.put("version", "10\n".getBytes(StandardCharsets.US_ASCII));
    texts.put("constants.pkl", EMPTY_TUPLE);
    texts.put("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    texts.put("data.pkl", pickle.stop());
  }

  /** Bytes of all tensors; the file is a little longer. */
  long tensorBytes() {
    return StorageEntries.bytes(tensors);
  }

  /**
   * Writes the archive, tensor by tensor, through a few megabytes of memory.
   *
   * @param channel empty, at its start; it is left open
   */
  void writeTo(FileChannel channel, ConversionProgress progress) throws IOException {
    StoredZipWriter zip = new StoredZipWriter(channel);
    for (Map.Entry<String, byte[]> text : texts.entrySet()) {
      zip.add(FOLDER + text.getKey(), text.getValue());
    }
    StorageEntries.write(zip, FOLDER, tensors, progress);
    zip.finish();
  }

  /**
   * Whether {@code file} is this archive, complete and undamaged: it has the same texts and tensors of the same
   * sizes, and the bytes of each tensor have the checksum that was written with them. The whole file is read, once.
   */
  boolean isIntact(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(StorageEntries.BUFFER_BYTES);
    try (StoredZip zip = StoredZip.open(file, CheckpointLimits.DEFAULTS)) {
      for (Map.Entry<String, byte[]> text : texts.entrySet()) {
        if (!isIntact(zip, FOLDER + text.getKey(), text.getValue().length, checksum(text.getValue()), buffer)) {
          return false;
        }
      }
      for (int key = 0; key < tensors.size(); key++) {
        StoredZip.Entry entry = zip.entry(StorageEntries.name(FOLDER, key));
        long bytes = StorageEntries.bytes(tensors.get(key));
        if (entry == null || !isIntact(zip, entry.name(), bytes, entry.checksum(), buffer)) {
          return false;
        }
      }
      return true;
    } catch (ModelLoadException e) {
      return false;
    }
  }

  /**
   * Adds what tells this archive from others: all texts, shapes and numbers, and tensors made in memory, not those of
   * a file.
   */
  void identify(MessageDigest digest) {
    texts.forEach((name, bytes) -> {
      digest.update((name + ":" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    });
    for (ArchivedTensor tensor : tensors) {
      if (tensor instanceof ArrayTensor array) {
        array.identify(digest);
      }
    }
  }

  private static boolean isIntact(StoredZip zip, String name, long bytes, long checksum, ByteBuffer buffer) {
    StoredZip.Entry entry = zip.entry(name);
    return entry != null && entry.size() == bytes && zip.checksum(entry, buffer) == checksum;
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
