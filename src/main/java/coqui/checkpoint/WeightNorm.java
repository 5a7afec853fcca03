package coqui.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A weight that PyTorch keeps as magnitude and direction, put together again: {@code w[i] = v[i] · g[i] / ‖v[i]‖}.
 *
 * <pre>{@code g       [N, 1, …]  magnitudes
 * v       [N, …]     directions, and the shape of the result}</pre>
 * The norm runs over everything but the first dimension, which holds the input channels in a transposed convolution
 * and the output channels elsewhere. Each norm is taken over a whole row when reading enters that row. Source: {@code
 * torch.nn.utils.weight_norm}, {@code dim=0}.
 */
final class WeightNorm implements TensorSource {

  private static final int BUFFER_BYTES = 1 << 16;

  private final TensorSource magnitude;
  private final TensorSource direction;
  private final long rowValues;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long row = -1;
  private float scale;

  /** Neither may be empty, and their first dimensions agree. */
  WeightNorm(TensorSource magnitude, TensorSource direction) {
    this.magnitude = magnitude;
    this.direction = direction;
    this.rowValues = direction.count() / direction.shape()[0];
  }

  @Override
  public long[] shape() {
    return direction.shape();
  }

  @Override
  public void read(long first, ByteBuffer target) {
    direction.read(first, target.slice());
    ByteBuffer values = target.slice().order(ByteOrder.LITTLE_ENDIAN);
    long index = first;
    int at = 0;
    while (at < values.limit()) {
      enterRow(index / rowValues);
      int rowEnd = (int) Math.min(values.limit(), at + (rowValues - index % rowValues) * Float.BYTES);
      index += (rowEnd - at) / Float.BYTES;
      for (; at < rowEnd; at += Float.BYTES) {
        values.putFloat(at, values.getFloat(at) * scale);
      }
    }
    target.position(target.limit());
  }

  private void enterRow(long entered) {
    if (entered == row) {
      return;
    }
    double squares = 0;
    for (long done = 0; done < rowValues; ) {
      int count = (int) Math.min(rowValues - done, BUFFER_BYTES / Float.BYTES);
      direction.read(entered * rowValues + done, buffer.clear().limit(count * Float.BYTES));
      for (int i = 0; i < count; i++) {
        float value = buffer.getFloat(i * Float.BYTES);
        squares += (double) value * value;
      }
      done += count;
    }
    magnitude.read(entered, buffer.clear().limit(Float.BYTES));
    scale = (float) (buffer.getFloat(0) / Math.sqrt(squares));
    row = entered;
  }
}
