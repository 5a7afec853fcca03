package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor in a file of torch.save: a checked view of one storage.
 *
 * <p>Contiguous float32 goes from the file into the caller's buffer untouched. Other types pass through a small
 * buffer; a view that is not contiguous keeps the part of the storage that it spans in memory from its first read on.
 */
final class StoredTensor implements TensorSource {

  private static final int BUFFER_BYTES = 1 << 16;

  private final StoredZip zip;
  private final StorageType type;
  private final long start;
  private final long[] shape;
  private final long[] strides;
  private final long span;
  private final boolean contiguous;
  private ByteBuffer spanned;

  private StoredTensor(StoredZip zip, StorageType type, long start, long[] shape, long[] strides, long span) {
    this.zip = zip;
    this.type = type;
    this.start = start;
    this.shape = shape;
    this.strides = strides;
    this.span = span;
    this.contiguous = isContiguous(shape, strides);
  }

  /**
   * @param name for errors
   * @param folder of the ZIP's entries, with its slash
   */
  static StoredTensor of(StoredZip zip, String folder, String name, Pickled.Tensor tensor, CheckpointLimits limits) {
    Pickled.Storage storage = tensor.storage();
    StorageType type = StorageType.of(storage.type());
    if (type == null) {
      throw new ModelLoadException(zip.file(), name + " is kept in a " + Excerpt.of(storage.type())
          + ", expected float32, float16, bfloat16 or float64");
    }
    StoredZip.Entry entry = zip.entry(folder + "data/" + storage.key());
    if (entry == null) {
      throw new ModelLoadException(zip.file(), name + " is a view of storage " + Excerpt.of(storage.key())
          + ", which the file lacks");
    }
    if (storage.count() < 0 || storage.count() > entry.size() / type.bytes()) {
      throw new ModelLoadException(zip.file(),
          "%s is a view of storage %s with %,d values of %d bytes, but the file holds %,d bytes of it"
          .formatted(name, Excerpt.of(storage.key()), storage.count(), type.bytes(), entry.size()));
    }
    long span = span(tensor);
    if (span < 0 || tensor.offset() < 0 || tensor.offset() > storage.count()
        || span > storage.count() - tensor.offset()) {
      throw new ModelLoadException(zip.file(),
          "%s is %s with strides %s from value %d, outside its storage of %,d values".formatted(
          name, Arrays.toString(tensor.shape()), Arrays.toString(tensor.strides()), tensor.offset(), storage.count()));
    }
    long start = zip.dataOffset(entry) + tensor.offset() * type.bytes();
    StoredTensor stored = new StoredTensor(zip, type, start, tensor.shape(), tensor.strides(), span);
    if (!stored.contiguous) {
      limits.checkStridedBytes(zip.file(), name, span * type.bytes());
    }
    return stored;
  }

  @Override
  public long[] shape() {
    return shape.clone();
  }

  @Override
  public void read(long first, ByteBuffer target) {
    if (!contiguous) {
      gather(first, target);
    } else if (type == StorageType.FLOAT32) {
      readRaw(start + first * Float.BYTES, target);
    } else {
      convert(first, target);
    }
  }

  private void readRaw(long position, ByteBuffer target) {
    zip.readFully(position, target.slice());
    target.position(target.limit());
  }

  private void convert(long first, ByteBuffer target) {
    ByteBuffer out = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer in = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    long next = first;
    while (out.hasRemaining()) {
      int values = Math.min(out.remaining() / Float.BYTES, BUFFER_BYTES / type.bytes());
      zip.readFully(start + next * type.bytes(), in.clear().limit(values * type.bytes()));
      for (int i = 0; i < values; i++) {
        out.putFloat(type.get(in, i * type.bytes()));
      }
      next += values;
    }
    target.position(target.limit());
  }

  private void gather(long first, ByteBuffer target) {
    if (spanned == null) {
      spanned = ByteBuffer.allocate(Math.toIntExact(span * type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
      zip.readFully(start, spanned);
    }
    ByteBuffer out = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    long[] index = indexOf(first);
    while (out.hasRemaining()) {
      long at = 0;
      for (int d = 0; d < shape.length; d++) {
        at += index[d] * strides[d];
      }
      out.putFloat(type.get(spanned, (int) at * type.bytes()));
      for (int d = shape.length - 1; d >= 0 && ++index[d] == shape[d]; d--) {
        index[d] = 0;
      }
    }
    target.position(target.limit());
  }

  private long[] indexOf(long flat) {
    long[] index = new long[shape.length];
    long rest = flat;
    for (int d = shape.length - 1; d >= 0; d--) {
      index[d] = rest % shape[d];
      rest /= shape[d];
    }
    return index;
  }

  /**
   * How many values of the storage lie from the view's first to its last; −1 if a number is negative or the count has
   * no end.
   */
  private static long span(Pickled.Tensor tensor) {
    long[] shape = tensor.shape();
    long[] strides = tensor.strides();
    long last = 0;
    long count = 1;
    try {
      for (int d = 0; d < shape.length; d++) {
        if (shape[d] < 0 || strides[d] < 0) {
          return -1;
        }
        count = Math.multiplyExact(count, shape[d]);
        last = Math.addExact(last, Math.multiplyExact(Math.max(shape[d] - 1, 0), strides[d]));
      }
    } catch (ArithmeticException e) {
      return -1;
    }
    return count == 0 ? 0 : last + 1;
  }

  private static boolean isContiguous(long[] shape, long[] strides) {
    long expected = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      if (shape[d] == 0) {
        return true;
      }
      if (shape[d] != 1 && strides[d] != expected) {
        return false;
      }
      expected *= shape[d];
    }
    return true;
  }
}
