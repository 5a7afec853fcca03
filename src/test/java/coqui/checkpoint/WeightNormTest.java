package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WeightNormTest {

  @Test
  void values_rowsOfKnownLength_areScaledToTheirMagnitude() {
    TensorSource weight = new WeightNorm(
        TensorSource.of(new float[] {10, 2}, 2, 1, 1), TensorSource.of(new float[] {3, 4, 0, 0, 0, 0, 5, 12}, 2, 2, 2));

    assertThat(weight.shape()).containsExactly(2, 2, 2);
    assertThat(weight.values())
        .containsExactly(new float[] {6, 8, 0, 0, 0, 0, 10 / 13f, 24 / 13f}, within(1e-6f));
  }

  @Test
  void read_piecesThatCutRows_giveTheSameValues() {
    TensorSource weight = random(7, 11, 5);
    float[] whole = weight.values();

    ByteBuffer piece = ByteBuffer.allocate(13 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int first = whole.length - 13; first > 0; first -= 9) {
      weight.read(first, piece.clear());
      for (int i = 0; i < 13; i++) {
        assertThat(piece.getFloat(i * Float.BYTES)).isEqualTo(whole[first + i]);
      }
    }
  }

  @Test
  void values_rowsLongerThanTheBuffer_haveTheirMagnitude() {
    float[] values = random(2, 300, 100).values();

    double squares = 0;
    for (int i = 30_000; i < 60_000; i++) {
      squares += values[i] * values[i];
    }
    assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(1e-5));
  }

  private static TensorSource random(long rows, long columns, long kernel) {
    float[] magnitudes = new float[(int) rows];
    Arrays.fill(magnitudes, 0.5f);
    return new WeightNorm(TensorSource.of(magnitudes, rows, 1, 1), new RandomTensor(3, 1, rows, columns, kernel));
  }
}
