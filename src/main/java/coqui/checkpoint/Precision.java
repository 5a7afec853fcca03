package coqui.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** In which numbers the products of the GPT are computed; everything else is float32. */
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

  /** All names. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Precision::toString).toList();
  }

  /** The name: {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
