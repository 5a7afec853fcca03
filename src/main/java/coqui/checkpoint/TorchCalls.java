package coqui.checkpoint;

import java.util.List;

/** The few functions and persistent ids of {@code torch.save} that mean something to a reader of tensors. */
final class TorchCalls {

  private static final int MAX_DIMENSIONS = 8;

  private TorchCalls() {
  }

  /** What calling {@code function} would give: a tensor, a dictionary, or an opaque object. */
  static Object call(PickleInput input, String function, List<Object> arguments) {
    return switch (function) {
      case "collections.OrderedDict", "collections.defaultdict", "builtins.dict", "__builtin__.dict" ->
          new Pickled.Dict();
      case "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2" -> tensor(input, arguments);
      case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" ->
          parameter(input, arguments);
      default -> new Pickled.Opaque(function);
    };
  }

  /** The storage that a persistent id names: {@code ("storage", class, key, location, count)}. */
  static Pickled.Storage storage(PickleInput input, Object persistentId) {
    if (persistentId instanceof Pickled.Sequence id
        && id.items().size() == 5
        && "storage".equals(id.items().get(0))
        && id.items().get(1) instanceof Pickled.Global type
        && id.items().get(2) instanceof String key
        && id.items().get(4) instanceof Long count) {
      return new Pickled.Storage(type.name(), key, count);
    }
    throw input.corrupt("a persistent id that is no storage");
  }

  private static Pickled.Tensor tensor(PickleInput input, List<Object> arguments) {
    if (arguments.size() >= 4
        && arguments.get(0) instanceof Pickled.Storage storage
        && arguments.get(1) instanceof Long offset
        && arguments.get(2) instanceof Pickled.Sequence shape
        && arguments.get(3) instanceof Pickled.Sequence strides
        && shape.items().size() == strides.items().size()) {
      return new Pickled.Tensor(storage, offset, longs(input, shape), longs(input, strides));
    }
    throw input.corrupt("a tensor that is not (storage, offset, shape, strides, …)");
  }

  private static Object parameter(PickleInput input, List<Object> arguments) {
    if (!arguments.isEmpty() && arguments.get(0) instanceof Pickled.Tensor tensor) {
      return tensor;
    }
    throw input.corrupt("a parameter without a tensor");
  }

  private static long[] longs(PickleInput input, Pickled.Sequence numbers) {
    // Also keeps a hostile pickle from copying one huge tuple into each of many tensors.
    if (numbers.items().size() > MAX_DIMENSIONS) {
      throw input.corrupt("a tensor of %,d dimensions, expected at most %d"
          .formatted(numbers.items().size(), MAX_DIMENSIONS));
    }
    long[] values = new long[numbers.items().size()];
    for (int i = 0; i < values.length; i++) {
      if (!(numbers.items().get(i) instanceof Long value)) {
        throw input.corrupt("a tensor whose shape or strides are no whole numbers");
      }
      values[i] = value;
    }
    return values;
  }
}
