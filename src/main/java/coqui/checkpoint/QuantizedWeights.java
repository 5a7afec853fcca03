package coqui.checkpoint;

import java.nio.ByteBuffer;

/**
 * A matrix of weights as whole numbers from −64 to 64 and, for each output, the step that they count: its greatest
 * magnitude is 64 of them. Why 64: {@code torchscript/dense_int8.py}.
 *
 * <p>The weights are read twice, for the steps and for the numbers. One thread.
 */
final class QuantizedWeights {

  private static final int STEPS = 64;

  private final TensorSource weights;
  private final int outputs;
  private final long stride;
  private float[] steps;   // null until they are asked for

  /**
   * @param weights [in, out] or [out, in]
   * @param outputDimension which of the two counts the outputs
   */
  QuantizedWeights(TensorSource weights, int outputDimension) {
    this.weights = weights;
    this.outputs = Math.toIntExact(weights.shape()[outputDimension]);
    this.stride = outputDimension == 0 ? weights.shape()[1] : 1;
  }

  /** The whole numbers, shaped as the weights are. */
  ArchivedTensor numbers() {
    return new ConvertedTensor(weights, ArchivedType.INT8, (index, value) -> value / steps()[output(index)]);
  }

  /** [out] */
  TensorSource stepsOfOutputs() {
    return new TensorSource() {

      @Override
      public long[] shape() {
        return new long[] {outputs};
      }

      @Override
      public void read(long first, ByteBuffer target) {
        TensorSource.of(steps(), outputs).read(first, target);
      }
    };
  }

  private float[] steps() {
    if (steps == null) {
      float[] greatest = new float[outputs];
      ConvertedTensor.forEach(weights, 0, weights.count(), (index, value) -> {
        int output = output(index);
        greatest[output] = Math.max(greatest[output], Math.abs(value));
      });
      for (int output = 0; output < outputs; output++) {
        // An output without weights has numbers of 0, whatever their step.
        greatest[output] = greatest[output] == 0 ? 1 : greatest[output] / STEPS;
      }
      steps = greatest;
    }
    return steps;
  }

  private int output(long index) {
    return (int) (index / stride % outputs);
  }
}
