package coqui.checkpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle may build besides scalars, which are {@code null}, {@link Boolean}, {@link Long}, {@link Double},
 * {@link String} and {@code byte[]}.
 *
 * <p>Containers are compared by identity: a hostile pickle can make lists that hold themselves, or tuples of tuples
 * whose structural hash takes exponential time. Nothing here walks into a container by itself.
 */
abstract sealed class Pickled {

  private long depth = 1;

  /** Containers inside each other here, this one included, as far as they were known when each was added. */
  final long depth() {
    return depth;
  }

  final void enclose(Object value) {
    if (value instanceof Pickled inner) {
      depth = Math.max(depth, inner.depth + 1);
    }
  }

  /**
   * A dictionary of any class that Python knows ({@code dict}, {@code OrderedDict}, {@code defaultdict}), in the
   * order of insertion. Members whose key is no string, as an optimizer's state has, are dropped: nothing that is
   * read here has any.
   */
  static final class Dict extends Pickled {
    private final Map<String, Object> members = new LinkedHashMap<>();

    void put(Object key, Object value) {
      enclose(value);
      if (key instanceof String name) {
        members.put(name, value);
      }
    }

    Object get(String key) {
      return members.get(key);
    }

    Map<String, Object> members() {
      return Collections.unmodifiableMap(members);
    }
  }

  /** A tuple, list or set. */
  static final class Sequence extends Pickled {
    private final List<Object> items;

    Sequence(List<Object> items) {
      this.items = new ArrayList<>(items);
      items.forEach(this::enclose);
    }

    void add(Object item) {
      enclose(item);
      items.add(item);
    }

    List<Object> items() {
      return Collections.unmodifiableList(items);
    }
  }

  /** A class or function by its name; never looked up. */
  static final class Global extends Pickled {
    private final String name;

    Global(String module, String name) {
      this.name = module + "." + name;
    }

    String name() {
      return name;
    }
  }

  /** An object of a class that means nothing here, such as the pickled {@code XttsConfig}: its state is dropped. */
  static final class Opaque extends Pickled {
    private final String type;

    Opaque(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /** The values that one or more tensors look at: an entry of the ZIP. */
  static final class Storage extends Pickled {
    private final String type;
    private final String key;
    private final long count;

    /**
     * @param type the class, {@code torch.FloatStorage}
     * @param key the entry's name below {@code data/}
     * @param count values, as the pickle claims
     */
    Storage(String type, String key, long count) {
      this.type = type;
      this.key = key;
      this.count = count;
    }

    String type() {
      return type;
    }

    String key() {
      return key;
    }

    long count() {
      return count;
    }
  }

  /** A view of a storage, unchecked. */
  static final class Tensor extends Pickled {
    private final Storage storage;
    private final long offset;
    private final long[] shape;
    private final long[] strides;

    /**
     * @param offset of the first value, in values of the storage
     * @param strides steps from one index to the next in each dimension, in values
     */
    Tensor(Storage storage, long offset, long[] shape, long[] strides) {
      this.storage = storage;
      this.offset = offset;
      this.shape = shape;
      this.strides = strides;
    }

    Storage storage() {
      return storage;
    }

    long offset() {
      return offset;
    }

    long[] shape() {
      return shape;
    }

    long[] strides() {
      return strides;
    }
  }
}
