package coqui.checkpoint;

import java.util.List;

/**
 * Class {@code Dense} of {@code torchscript/dense….py}: the same product of each layer of a GPT, or a product outside
 * of them as the only layer.
 */
final class DenseModule {

  private static final String PACKED_WEIGHT = "__torch__.torch.classes.quantized.LinearPackedParamsBase";

  private final StateDict tensors;
  private final Precision precision;

  DenseModule(StateDict tensors, Precision precision) {
    this.tensors = tensors;
    this.precision = precision;
  }

  /**
   * @param prefixes one a layer: {@code gpt.gpt.h.0.}
   * @param name of weight and bias without these words
   * @param outputDimension which of the weight's two dimensions counts the outputs
   * @param reason of the shape
   */
  ScriptModule of(
      List<String> prefixes, String name, int outputDimension, String reason, long... weightShape) {
    ModuleAttributes dense = new ModuleAttributes(tensors);
    List<TensorSource> weights = dense.required(prefixes, name + ".weight", reason, weightShape);
    dense.tensors("bias", prefixes, name + ".bias", reason, weightShape[outputDimension]);
    dense.put("outputs_first", ScriptValue.of(outputDimension == 0));
    switch (precision) {
      case FLOAT32 -> dense.put("weight", ScriptValue.ofTensors(weights));
      case BFLOAT16 -> dense.put("weight", rounded(weights, ArchivedType.BFLOAT16));
      case FLOAT16 -> {
        dense.put("weight", rounded(weights, ArchivedType.FLOAT16));
        dense.put("packed", ScriptValue.ofNone(PACKED_WEIGHT));
      }
      case INT8 -> {
        List<QuantizedWeights> quantized =
            weights.stream().map(weight -> new QuantizedWeights(weight, outputDimension)).toList();
        dense.put("weight", ScriptValue.ofTensors(quantized.stream().map(QuantizedWeights::numbers).toList()));
        dense.put("step", ScriptValue.ofTensors(quantized.stream().map(QuantizedWeights::stepsOfOutputs).toList()));
        dense.put("packed", ScriptValue.ofNone(PACKED_WEIGHT));
        dense.put("of_ones", ScriptValue.ofTensors(List.of()));
      }
    }
    return dense.module("Dense");
  }

  private static ScriptValue rounded(List<TensorSource> weights, ArchivedType type) {
    return ScriptValue.ofTensors(weights.stream().map(weight -> ConvertedTensor.rounded(weight, type)).toList());
  }
}
