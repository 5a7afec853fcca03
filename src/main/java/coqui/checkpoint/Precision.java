package coqui.checkpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which numbers a part of the model computes: see {@link Precisions}. */
public enum Precision {
  FLOAT32,
  BFLOAT16,

  /** On a processor, weights only: products are float32. */
  FLOAT16,

  /** Weights with a step for each output, inputs with a range for each row. */
  INT8;

  /** The precision of that name, if there is one. */
  public static Optional<Precision> of(String name) {
    return Arrays.stream(values()).filter(precision -> precision.toString().equals(name)).findFirst();
  }

  /** The name: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
