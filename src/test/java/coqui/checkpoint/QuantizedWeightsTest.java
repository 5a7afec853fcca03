package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizedWeightsTest {

  /** Two inputs, three outputs. */
  private static final float[] INPUTS_FIRST = {1, -0.5f, 0, 0.25f, -4, 0};
  private static final float[] OUTPUTS_FIRST = {1, 0.25f, -0.5f, -4, 0, 0};

  private static byte[] numbers(QuantizedWeights weights) {
    ByteBuffer numbers = ByteBuffer.allocate((int) weights.numbers().count());
    weights.numbers().read(0, numbers);
    return numbers.array();
  }

  @Test
  void numbers_inputsFirst_countStepsOfEachOutput() {
    QuantizedWeights weights = new QuantizedWeights(TensorSource.of(INPUTS_FIRST, 2, 3), 1);

    assertThat(weights.stepsOfOutputs().values()).containsExactly(1 / 64f, 4 / 64f, 1);
    assertThat(numbers(weights)).containsExactly(64, -8, 0, 16, -64, 0);
  }

  @Test
  void numbers_outputsFirst_areTheSameNumbers() {
    QuantizedWeights weights = new QuantizedWeights(TensorSource.of(OUTPUTS_FIRST, 3, 2), 0);

    assertThat(weights.stepsOfOutputs().values()).containsExactly(1 / 64f, 4 / 64f, 1);
    assertThat(numbers(weights)).containsExactly(64, 16, -8, -64, 0, 0);
  }

  @Test
  void numbers_readInPieces_areThoseOfTheWhole() {
    float[] values = new float[70_000];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    QuantizedWeights weights = new QuantizedWeights(TensorSource.of(values, 700, 100), 1);
    ByteBuffer inPieces = ByteBuffer.allocate(values.length);
    weights.numbers().read(0, inPieces.limit(33_333));
    weights.numbers().read(33_333, inPieces.limit(values.length));

    float[] steps = weights.stepsOfOutputs().values();
    byte[] numbers = inPieces.array();

    assertThat(numbers).isEqualTo(numbers(weights));
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs(numbers[i] * steps[i % 100] - values[i])).isLessThanOrEqualTo(0.5001f * steps[i % 100]);
    }
  }
}
