package coqui.xtts;

import ai.djl.ndarray.NDArray;
import coqui.xtts.LoadedModel.Argument;

/**
 * The keys and values of all sequences being decoded, each in a region of its own: {@code [L, 2, H, P, K]} float32 on
 * the device.
 *
 * <p>A sequence owns one region while it lives and writes each place once. Regions grow by blocks of places, so a short
 * sequence costs little, and all together never more than regions × places. Device thread only.
 */
final class KvCache {

  private static final int BLOCK_PLACES = 128;

  private final LoadedModel model;
  private final int layers;
  private final int heads;
  private final int headWidth;
  private final int mostRegions;
  private final int mostPlaces;
  private int regions;

  /**
   * @param mostRegions how many sequences can be decoded side by side
   * @param mostPlaces how long a sequence can become: conditioning, text and codes
   */
  KvCache(LoadedModel model, int layers, int heads, int headWidth, int mostRegions, int mostPlaces) {
    this.model = model;
    this.layers = layers;
    this.heads = heads;
    this.headWidth = headWidth;
    this.mostRegions = mostRegions;
    this.mostPlaces = mostPlaces;
  }

  /** Whether another sequence can have a region. */
  boolean hasRoom() {
    return regions < mostRegions;
  }

  /** An empty region for one sequence; closing frees it. */
  Region take() {
    if (!hasRoom()) {
      throw new IllegalStateException("all %d regions of the KV cache are taken".formatted(mostRegions));
    }
    regions++;
    return new Region();
  }

  /** One sequence's keys and values. */
  final class Region implements AutoCloseable {

    private NDArray memory;   // null until the first place is needed, and when freed
    private int capacity;
    private boolean closed;

    private Region() {}

    /** {@code [L, 2, H, P, K]}; P is at least what was reserved. */
    NDArray memory() {
      return memory;
    }

    /** Makes sure that the first {@code places} places are there; what they hold stays. */
    void reserve(int places) {
      if (places > mostPlaces) {
        throw new IllegalStateException("a sequence needs %d places, at most %d are allowed"
            .formatted(places, mostPlaces));
      }
      if (places <= capacity) {
        return;
      }
      int larger = Math.min(mostPlaces, (places + BLOCK_PLACES - 1) / BLOCK_PLACES * BLOCK_PLACES);
      NDArray grown = model.allocate(layers, 2, heads, larger, headWidth);
      if (memory != null) {
        try (NDArray old = memory) {
          model.integer("copy_places", Argument.of(old), Argument.of(grown));
        } catch (RuntimeException e) {
          memory = null;
          grown.close();
          throw e;
        }
      }
      memory = grown;
      capacity = larger;
    }

    /** Gives the memory back; what it held is lost. The region stays the sequence's own. */
    void free() {
      if (memory != null) {
        memory.close();
        memory = null;
        capacity = 0;
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        regions--;
        free();
      }
    }
  }
}
