package coqui.xtts;

import ai.djl.engine.EngineException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells whether a failure means that memory ran out: Java says so by type, PyTorch only by its words. */
final class OutOfMemory {

  /**
   * c10's allocators for the CPU and for CUDA, the C++ library, cuDNN and cuBLAS; and oneDNN, which says no more than
   * this when it gets no room to work in (seen under a limited address space).
   */
  private static final Pattern WORDS = Pattern.compile(
      "DefaultCPUAllocator: (can't allocate|not enough) memory|CUDA out of memory|CUDA error: out of memory"
          + "|std::bad_alloc|_STATUS_ALLOC_FAILED|could not (execute|create) a (primitive|memory object)");
  private static final int DEEPEST_CAUSE = 32;   // causes may form a ring

  private OutOfMemory() {}

  static boolean isIn(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST_CAUSE)
        .anyMatch(cause -> cause instanceof OutOfMemoryError
            || cause instanceof EngineException && WORDS.matcher(String.valueOf(cause.getMessage())).find());
  }
}
