package coqui.xtts;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript archive in memory, and the calls of its methods.
 *
 * <p>Device thread only. Arrays go in and come out as Java arrays; every native value of a call is freed before it
 * returns or throws. Only {@link #allocate} hands out native memory.
 */
final class LoadedModel implements AutoCloseable {

  private final Model model;
  private final PtSymbolBlock block;

  private LoadedModel(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /** @throws RefusedArchiveException if PyTorch cannot load it */
  static LoadedModel load(Path archive, Device device) {
    Model model = Model.newInstance("xtts", device, "PyTorch");
    try {
      // mapLocation: tensors go to the device as they are read, not by way of a copy of all of them
      model.load(archive, null, Map.of("mapLocation", "true"));
      return new LoadedModel(model);
    } catch (Exception | LinkageError e) {
      model.close();
      throw new RefusedArchiveException("PyTorch cannot load this archive: " + firstLine(e), e);
    }
  }

  /**
   * Calls a method that returns tensors.
   *
   * @return the values of each, in row-major order
   * @throws RuntimeException if PyTorch fails
   */
  float[][] tensors(String method, Argument... arguments) {
    try (NDManager call = model.getNDManager().newSubManager();
        Values values = new Values(call, arguments);
        IValue result = IValueUtils.runMethod(block, method, values.array())) {
      NDList list = result.toNDList((PtNDManager) call);
      return list.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    }
  }

  /** Calls a method that returns one tensor. */
  float[] tensor(String method, Argument... arguments) {
    return tensors(method, arguments)[0];
  }

  /** Calls a method that returns an integer. */
  long integer(String method, Argument... arguments) {
    try (NDManager call = model.getNDManager().newSubManager();
        Values values = new Values(call, arguments);
        IValue result = IValueUtils.runMethod(block, method, values.array())) {
      return result.toLong();
    }
  }

  /** Memory of the device with undefined content, float32. The caller frees it. */
  NDArray allocate(long... shape) {
    return model.getNDManager().create(new Shape(shape), DataType.FLOAT32);
  }

  /** Gives memory that PyTorch keeps for later back to a GPU; for the CPU it keeps none. */
  void freeCachedMemory() {
    if (model.getNDManager().getDevice().isGpu()) {
      JniUtils.emptyCudaCache();
    }
  }

  /** What the model runs on: {@code cpu}, {@code gpu 0}. */
  String device() {
    Device device = model.getNDManager().getDevice();
    return device.isGpu() ? "gpu " + device.getDeviceId() : "cpu";
  }

  @Override
  public void close() {
    model.close();
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().filter(line -> !line.isBlank()).findFirst().orElse(e.toString());
  }

  /** What a method is called with. */
  @FunctionalInterface
  interface Argument {

    IValue toValue(NDManager call);

    static Argument of(float[] values, long... shape) {
      return call -> IValue.from((PtNDArray) call.create(FloatBuffer.wrap(values), new Shape(shape), DataType.FLOAT32));
    }

    static Argument of(NDArray array) {
      return call -> IValue.from((PtNDArray) array);
    }

    static Argument of(List<NDArray> arrays) {
      return call -> IValue.listFrom(arrays.toArray(PtNDArray[]::new));
    }

    static Argument of(long value) {
      return call -> IValue.from(value);
    }

    static Argument of(double value) {
      return call -> IValue.from(value);
    }

    static Argument of(long[] values) {
      return call -> IValue.listFrom(values);
    }
  }

  /** The arguments of one call as native values, which DJL does not free by itself. */
  private static final class Values implements AutoCloseable {

    private final List<IValue> values = new ArrayList<>();

    Values(NDManager call, Argument... arguments) {
      try {
        for (Argument argument : arguments) {
          values.add(argument.toValue(call));
        }
      } catch (RuntimeException | OutOfMemoryError e) {
        close();
        throw e;
      }
    }

    IValue[] array() {
      return values.toArray(IValue[]::new);
    }

    @Override
    public void close() {
      values.forEach(IValue::close);
    }
  }
}
