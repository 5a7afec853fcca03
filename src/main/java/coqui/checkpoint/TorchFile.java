package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** A file of {@code torch.save}: its pickled value, and tensors read from where they lie. Closing ends the tensors. */
final class TorchFile implements Closeable {

  private static final String PICKLE = "data.pkl";
  private static final int LONGEST_BYTE_ORDER = 16;

  private final StoredZip zip;
  private final String folder;
  private final CheckpointLimits limits;
  private final Object root;

  private TorchFile(StoredZip zip, CheckpointLimits limits) {
    this.zip = zip;
    this.limits = limits;
    StoredZip.Entry pickle = findPickle(zip);
    this.folder = pickle.name().substring(0, pickle.name().length() - PICKLE.length());
    checkByteOrder();
    limits.checkPickleBytes(zip.file(), pickle.size());
    this.root = PickleReader.read(zip.file(), bytes(pickle), limits);
  }

  static TorchFile open(Path file, CheckpointLimits limits) {
    StoredZip zip = StoredZip.open(file, limits);
    try {
      return new TorchFile(zip, limits);
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  Path path() {
    return zip.file();
  }

  /** What was saved. */
  Object root() {
    return root;
  }

  /** @param name for errors */
  TensorSource tensor(String name, Pickled.Tensor tensor) {
    return StoredTensor.of(zip, folder, name, tensor, limits);
  }

  /** Adds what tells this file from another. */
  void identify(MessageDigest digest) {
    zip.identify(digest);
  }

  @Override
  public void close() {
    zip.close();
  }

  private static StoredZip.Entry findPickle(StoredZip zip) {
    for (StoredZip.Entry entry : zip.entries()) {
      if (entry.name().endsWith("/" + PICKLE) && entry.name().indexOf('/') == entry.name().lastIndexOf('/')) {
        return entry;
      }
    }
    throw new ModelLoadException(zip.file(), "the ZIP has no data.pkl, so torch.save did not write it");
  }

  private void checkByteOrder() {
    StoredZip.Entry entry = zip.entry(folder + "byteorder");
    if (entry == null) {
      return;
    }
    String order = entry.size() <= LONGEST_BYTE_ORDER
        ? StandardCharsets.US_ASCII.decode(bytes(entry)).toString()
        : "unknown";
    if (!order.equals("little")) {
      throw new ModelLoadException(zip.file(), "the byte order is " + order + " endian, expected little");
    }
  }

  private ByteBuffer bytes(StoredZip.Entry entry) {
    ByteBuffer bytes = ByteBuffer.allocate((int) entry.size());
    zip.readFully(zip.dataOffset(entry), bytes);
    return bytes;
  }
}
