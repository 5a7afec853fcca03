package coqui.checkpoint;

import coqui.speech.ModelLoadException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Collects the attributes of one TorchScript module from a state dict, and checks the shapes on the way. */
final class ModuleAttributes {

  static final String OF_WIDTH = "config.json: gpt_n_model_channels";
  static final String OF_ITS_NEIGHBOURS = "the shapes around it";

  private static final List<String> BATCH_NORM = List.of("weight", "bias", "running_mean", "running_var");

  private final StateDict tensors;
  private final Map<String, ScriptValue> attributes = new LinkedHashMap<>();

  ModuleAttributes(StateDict tensors) {
    this.tensors = tensors;
  }

  ScriptModule module(String className) {
    return new ScriptModule(className, attributes);
  }

  void put(String attribute, ScriptValue value) {
    attributes.put(attribute, value);
  }

  /** One tensor of a known shape. */
  void tensor(String attribute, String name, String reason, long... shape) {
    put(attribute, ScriptValue.of(tensors.require(name, reason, shape)));
  }

  /** One tensor for each of {@code prefixes}, all of one shape. */
  void tensors(String attribute, List<String> prefixes, String name, String reason, long... shape) {
    put(attribute, ScriptValue.ofTensors(required(prefixes, name, reason, shape)));
  }

  /**
   * A layer's weight and bias, for each of {@code prefixes}. The bias is as long as the weight's dimension {@code out}.
   */
  void layers(String attribute, List<String> prefixes, String name, int out, String reason, long... weightShape) {
    tensors(attribute + "_weight", prefixes, name + ".weight", reason, weightShape);
    tensors(attribute + "_bias", prefixes, name + ".bias", reason, weightShape[out]);
  }

  /** A layer's weight and bias. The bias is as long as the weight's dimension 0. */
  void layer(String attribute, String name, String reason, long... weightShape) {
    tensor(attribute + "_weight", name + ".weight", reason, weightShape);
    tensor(attribute + "_bias", name + ".bias", reason, weightShape[0]);
  }

  /** The four tensors of each batch norm, one after the other. */
  void batchNorms(String attribute, List<TensorSource> norms) {
    put(attribute, ScriptValue.ofTensors(norms));
  }

  /** The four tensors of a batch norm over {@code channels}. */
  List<TensorSource> batchNorm(String name, long channels) {
    return required(List.of(name + "."), BATCH_NORM, channels);
  }

  List<TensorSource> required(List<String> prefixes, String name, String reason, long... shape) {
    return prefixes.stream().map(prefix -> tensors.require(prefix + name, reason, shape)).toList();
  }

  private List<TensorSource> required(List<String> prefixes, List<String> names, long channels) {
    List<TensorSource> found = new ArrayList<>();
    for (String prefix : prefixes) {
      names.forEach(name -> found.add(tensors.require(prefix + name, OF_ITS_NEIGHBOURS, channels)));
    }
    return found;
  }

  /** The shape of a tensor of which only the number of dimensions is known. */
  long[] shape(String name, int dimensions) {
    long[] shape = tensors.tensor(name).shape();
    if (shape.length != dimensions) {
      throw wrong("%s has %d dimensions, expected %d".formatted(name, shape.length, dimensions));
    }
    return shape;
  }

  /** {@code prefix0. … prefixN.}: as many as the state dict has, at least one. */
  List<String> numbered(String prefix) {
    int count = 0;
    while (has(prefix + count + ".")) {
      count++;
    }
    if (count == 0) {
      throw wrong(prefix + "0 is missing");
    }
    return numbered(prefix, count);
  }

  static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i + ".").toList();
  }

  private boolean has(String prefix) {
    return tensors.names().stream().anyMatch(name -> name.startsWith(prefix));
  }

  ModelLoadException wrong(String problem) {
    return new ModelLoadException(tensors.path(), problem);
  }
}
