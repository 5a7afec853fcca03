package coqui.audio;

import java.util.Arrays;

/** Arrays of samples, one after the other. */
final class Samples {

  private Samples() {}

  /** A new array, unless one of them is empty. */
  static float[] joined(float[] first, float[] second) {
    if (first.length == 0) {
      return second;
    }
    if (second.length == 0) {
      return first;
    }
    float[] joined = Arrays.copyOf(first, Math.addExact(first.length, second.length));
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
