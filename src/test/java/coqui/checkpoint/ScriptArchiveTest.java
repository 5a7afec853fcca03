package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptArchiveTest {

  private static final String SOURCE = """
      class Inner(Module):
        __parameters__ = []
        __buffers__ = []
        scale : float
        def forward(self: __torch__.Inner, x: Tensor) -> Tensor:
          return torch.mul(x, self.scale)
      class Outer(Module):
        __parameters__ = []
        __buffers__ = []
        weights : List[Tensor]
        bias : Tensor
        count : int
        negate : bool
        label : str
        sizes : List[int]
        rates : List[float]
        inner : __torch__.Inner
        def combine(self: __torch__.Outer, x: Tensor) -> Tensor:
          y = x
          for i in range(len(self.weights)):
            y = torch.matmul(y, self.weights[i])
          y = torch.add(y, self.bias)
          if self.negate:
            y = torch.neg(y)
          return (self.inner).forward(y, )
        def numbers(self: __torch__.Outer, x: Tensor) -> Tensor:
          return torch.tensor([float(self.count), float(len(self.label)), float(self.sizes[1]), self.rates[1]])
      """;

  @TempDir
  Path folder;

  @Test
  void load_moduleWithTensorsAndInnerModule_computesOnPyTorch() throws Exception {
    // [1 2] · [[0 1] [1 0]] · [[2 0] [0 3]] + [0.5 0.25] = [4.5 3.25], negated and halved
    assertThat(run("combine", 1, 2)).containsExactly(-2.25f, -1.625f);
  }

  @Test
  void load_moduleWithNumbersAndText_keepsThem() throws Exception {
    assertThat(run("numbers", 0, 0)).containsExactly(0x1p40f, 4, -7, 0.125f);
  }

  private float[] run(String method, float... argument) throws Exception {
    try (ZooModel<NDList, NDList> model = load(write());
        PtNDManager manager = (PtNDManager) model.getNDManager().newSubManager();
        IValue input = IValue.from((PtNDArray) manager.create(argument, new Shape(1, argument.length)));
        IValue output = IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), method, input)) {
      return output.toTensor(manager).toFloatArray();
    }
  }

  private Path write() throws Exception {
    Map<String, ScriptValue> attributes = new LinkedHashMap<>();
    attributes.put("weights", ScriptValue.ofTensors(List.of(
        TensorSource.of(new float[] {0, 1, 1, 0}, 2, 2), TensorSource.of(new float[] {2, 0, 0, 3}, 2, 2))));
    attributes.put("bias", ScriptValue.of(TensorSource.of(new float[] {0.5f, 0.25f}, 2)));
    attributes.put("count", ScriptValue.of(1L << 40));
    attributes.put("negate", ScriptValue.of(true));
    attributes.put("label", ScriptValue.of("XTTS"));
    attributes.put("sizes", ScriptValue.ofLongs(List.of(1L, -7L)));
    attributes.put("rates", ScriptValue.ofDoubles(List.of(0.0, 0.125)));
    attributes.put("inner", ScriptValue.of(new ScriptModule("Inner", Map.of("scale", ScriptValue.of(0.5)))));
    Path file = folder.resolve("module.pt");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      new ScriptArchive(SOURCE, new ScriptModule("Outer", attributes)).writeTo(channel, ConversionProgress.IGNORED);
    }
    return file;
  }

  private static ZooModel<NDList, NDList> load(Path file) throws Exception {
    return Criteria.builder()
        .setTypes(NDList.class, NDList.class)
        .optEngine("PyTorch")
        .optModelPath(file)
        .optOption("mapLocation", "true")
        .build()
        .loadModel();
  }
}
