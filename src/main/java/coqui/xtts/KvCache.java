package coqui.xtts;

import ai.djl.ndarray.NDArray;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The keys and values of all sequences being decoded: {@code [L, 2, slots, H, places, K]} float32 on the device.
 *
 * <p>A sequence owns one slot while it lives and writes each place once; what a slot held before is never read. The
 * memory is taken as a whole at the start, so what decoding needs is bounded by slots × places; pages of places that no
 * sequence has reached cost nothing. Device thread only.
 */
final class KvCache implements AutoCloseable {

  private final NDArray memory;
  private final Deque<Integer> free = new ArrayDeque<>();

  /**
   * @param slots how many sequences can be decoded side by side
   * @param places how long a sequence can become: conditioning, text and codes
   */
  KvCache(LoadedModel model, int layers, int heads, int headWidth, int slots, int places) {
    this.memory = model.allocate(layers, 2, slots, heads, places, headWidth);
    for (int slot = 0; slot < slots; slot++) {
      free.add(slot);
    }
  }

  /** A slot for one sequence; closing gives it back. */
  Slot take() {
    Integer index = free.poll();
    if (index == null) {
      throw new IllegalStateException("all slots of the KV cache are taken");
    }
    return new Slot(index);
  }

  NDArray memory() {
    return memory;
  }

  @Override
  public void close() {
    memory.close();
  }

  /** One sequence's region of the cache. */
  final class Slot implements AutoCloseable {

    private final int index;

    private Slot(int index) {
      this.index = index;
    }

    int index() {
      return index;
    }

    @Override
    public void close() {
      free.add(index);
    }
  }
}
