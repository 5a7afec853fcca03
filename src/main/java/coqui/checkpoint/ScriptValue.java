package coqui.checkpoint;

import java.util.List;
import java.util.function.Consumer;

/**
 * What an attribute of a TorchScript module holds. The class in the source declares each attribute with the type
 * named here.
 *
 * <p>Tensors are read when the archive is written, one after the other.
 */
public final class ScriptValue {

  private final Pickling pickling;

  /** Pickles the value; tensors are added to {@code tensors}, and their index is the key of their storage. */
  private interface Pickling {
    void write(PickleWriter pickle, List<ArchivedTensor> tensors);
  }

  private ScriptValue(Pickling pickling) {
    this.pickling = pickling;
  }

  /** Type {@code int}. */
  public static ScriptValue of(long value) {
    return new ScriptValue((pickle, tensors) -> pickle.integer(value));
  }

  /** Type {@code float}. */
  public static ScriptValue of(double value) {
    return new ScriptValue((pickle, tensors) -> pickle.real(value));
  }

  /** Type {@code bool}. */
  public static ScriptValue of(boolean value) {
    return new ScriptValue((pickle, tensors) -> pickle.bool(value));
  }

  /** Type {@code str}. */
  public static ScriptValue of(String value) {
    return new ScriptValue((pickle, tensors) -> pickle.string(value));
  }

  /** Type {@code Tensor}. */
  public static ScriptValue of(TensorSource tensor) {
    return new ScriptValue((pickle, tensors) -> pickleTensor(pickle, tensors, tensor));
  }

  /** Type {@code __torch__.NAME}: a module inside a module. */
  public static ScriptValue of(ScriptModule module) {
    return new ScriptValue((pickle, tensors) -> {
      pickle.global("__torch__", module.className()).emptyTuple().newObject().emptyDict().mark();
      module.attributes().forEach((name, value) -> value.pickle(pickle.string(name), tensors));
      pickle.setItems().build();
    });
  }

  /** Type {@code List[int]}. */
  public static ScriptValue ofLongs(List<Long> values) {
    return new ScriptValue((pickle, tensors) -> pickleList(pickle, "build_intlist", values, pickle::integer));
  }

  /** Type {@code List[float]}. */
  public static ScriptValue ofDoubles(List<Double> values) {
    return new ScriptValue((pickle, tensors) -> pickleList(pickle, "build_doublelist", values, pickle::real));
  }

  /** Type {@code List[Tensor]}, of any shapes. */
  static ScriptValue ofTensors(List<? extends ArchivedTensor> values) {
    return new ScriptValue((pickle, tensors) ->
        pickleList(pickle, "build_tensorlist", values, tensor -> pickleTensor(pickle, tensors, tensor)));
  }

  /** An empty list of any type; {@code itemType} is the full name of the items' class. */
  static ScriptValue ofNone(String itemType) {
    return new ScriptValue((pickle, tensors) -> pickle
        .global("torch.jit._pickle", "restore_type_tag").mark()
        .emptyList().string("List[" + itemType + "]").tuple().reduce());
  }

  void pickle(PickleWriter pickle, List<ArchivedTensor> tensors) {
    pickling.write(pickle, tensors);
  }

  private static void pickleTensor(PickleWriter pickle, List<ArchivedTensor> tensors, ArchivedTensor tensor) {
    pickle.tensor(tensor.type().storageClass(), Integer.toString(tensors.size()), tensor.shape());
    tensors.add(tensor);
  }

  /** A typed list is rebuilt by a function that the TorchScript reader knows by name. */
  private static <T> void pickleList(PickleWriter pickle, String function, List<T> values, Consumer<T> item) {
    pickle.global("torch.jit._pickle", function).mark().emptyList().mark();
    values.forEach(item);
    pickle.appends().tuple().reduce();
  }
}
