package coqui.checkpoint;

import java.util.List;

/**
 * In which numbers the two parts of a model compute that do nearly all of the work. Everything else is float32.
 *
 * @param gpt of the products of the GPT
 * @param vocoder of the vocoder's convolutions, and of the sound between them: one of {@link #OF_VOCODER}
 */
public record Precisions(Precision gpt, Precision vocoder) {

  /** What a vocoder can compute in. */
  public static final List<Precision> OF_VOCODER = List.of(Precision.FLOAT32, Precision.BFLOAT16);

  /** All of the model as the checkpoint is. */
  public static final Precisions FLOAT32 = new Precisions(Precision.FLOAT32, Precision.FLOAT32);

  public Precisions {
    if (!OF_VOCODER.contains(vocoder)) {
      throw new IllegalArgumentException("the vocoder's precision is %s, expected one of %s"
          .formatted(vocoder, OF_VOCODER));
    }
  }

  /** The name, as part of that of a file: {@code int8}, and {@code int8+bfloat16} where the vocoder is not float32. */
  @Override
  public String toString() {
    return vocoder == Precision.FLOAT32 ? gpt.toString() : gpt + "+" + vocoder;
  }
}
