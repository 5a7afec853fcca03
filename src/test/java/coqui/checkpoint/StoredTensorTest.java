package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class StoredTensorTest {

  private static final byte[] ZERO_TO_FIVE = TorchFiles.floats(0, 1, 2, 3, 4, 5);

  @TempDir
  Path folder;

  static Stream<Arguments> storageTypes() {
    return Stream.of(
        Arguments.of("FloatStorage", TorchFiles.floats(1.5f, -2, 0.1f)),
        Arguments.of("HalfStorage", TorchFiles.shorts(0x3E00, 0xC000, 0x2E66)),
        Arguments.of("BFloat16Storage", TorchFiles.shorts(0x3FC0, 0xC000, 0x3DCD)),
        Arguments.of("DoubleStorage", TorchFiles.doubles(1.5, -2, 0.1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storageTypes")
  void values_anyStorageType_areItsNumbersAsFloat32(String type, byte[] storage) throws IOException {
    float[] values = values(type, storage, 3, 0, shape(3), strides(1));

    assertThat(values[0]).isEqualTo(1.5f);
    assertThat(values[1]).isEqualTo(-2);
    assertThat(values[2]).isCloseTo(0.1f, within(4e-4f));
  }

  static Stream<Arguments> halves() {
    return Stream.of(
        Arguments.of(0x0000, 0f),
        Arguments.of(0x8000, -0f),
        Arguments.of(0x0001, 0x1p-24f),
        Arguments.of(0x83FF, -0x3FFp-24f),
        Arguments.of(0x0400, 0x1p-14f),
        Arguments.of(0x7BFF, 65504f),
        Arguments.of(0x7C00, Float.POSITIVE_INFINITY),
        Arguments.of(0xFC00, Float.NEGATIVE_INFINITY),
        Arguments.of(0x7E00, Float.NaN));
  }

  @ParameterizedTest(name = "{0} → {1}")
  @MethodSource("halves")
  void values_edgesOfFloat16_areExact(int bits, float value) throws IOException {
    assertThat(values("HalfStorage", TorchFiles.shorts(bits), 1, 0, shape(1), strides(1))).containsExactly(value);
  }

  static Stream<Arguments> views() {
    return Stream.of(
        Arguments.of("whole", 0, shape(2, 3), strides(3, 1), new float[] {0, 1, 2, 3, 4, 5}),
        Arguments.of("offset", 2, shape(2, 2), strides(2, 1), new float[] {2, 3, 4, 5}),
        Arguments.of("transposed", 0, shape(3, 2), strides(1, 3), new float[] {0, 3, 1, 4, 2, 5}),
        Arguments.of("every second", 1, shape(3), strides(2), new float[] {1, 3, 5}),
        Arguments.of("a column", 1, shape(2, 1), strides(3, 1), new float[] {1, 4}),
        Arguments.of("expanded", 4, shape(2, 3), strides(0, 0), new float[] {4, 4, 4, 4, 4, 4}),
        Arguments.of("overlapping windows", 0, shape(3, 2), strides(1, 1), new float[] {0, 1, 1, 2, 2, 3}),
        Arguments.of("a scalar", 5, shape(), strides(), new float[] {5}),
        Arguments.of("dimensions of 1 with odd strides", 0, shape(1, 2, 1), strides(77, 1, 99), new float[] {0, 1}),
        Arguments.of("empty", 6, shape(0, 3), strides(3, 1), new float[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("views")
  void values_anyView_areInRowMajorOrder(String what, long offset, long[] shape, long[] strides, float[] expected)
      throws IOException {
    assertThat(values("FloatStorage", ZERO_TO_FIVE, 6, offset, shape, strides)).containsExactly(expected);
  }

  @Test
  void values_stridedFloat16_areGathered() throws IOException {
    byte[] storage = TorchFiles.shorts(0x3C00, 0x4000, 0x4200, 0x4400);

    assertThat(values("HalfStorage", storage, 4, 0, shape(2, 2), strides(1, 2))).containsExactly(1, 3, 2, 4);
  }

  @Test
  void read_fromTheMiddle_givesTheSameValuesAsFromTheStart() throws IOException {
    try (TorchFile file = file("FloatStorage", ZERO_TO_FIVE, 6, 0, shape(3, 2), strides(1, 3))) {
      ByteBuffer bytes = ByteBuffer.allocate(12).position(4);
      file.tensor("t", (Pickled.Tensor) file.root()).read(3, bytes);

      assertThat(bytes.hasRemaining()).isFalse();
      assertThat(bytes.order(ByteOrder.LITTLE_ENDIAN).getFloat(4)).isEqualTo(4);
      assertThat(bytes.getFloat(8)).isEqualTo(2);
    }
  }

  @Test
  void values_longTensor_passThroughSeveralBuffers() throws IOException {
    int count = 100_000;
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    float[] values = values("DoubleStorage", TorchFiles.doubles(numbers), count, 0, shape(count), strides(1));

    assertThat(values).hasSize(count);
    assertThat(values[99_999]).isEqualTo(99_999);
    assertThat(values[32_768]).isEqualTo(32_768);
  }

  static Stream<Arguments> impossible() {
    long huge = Long.MAX_VALUE;
    return Stream.of(
        Arguments.of("one value too many", 6, 0, shape(7), strides(1), "outside its storage of 6 values"),
        Arguments.of("offset beyond the end", 6, 7, shape(0), strides(1), "outside its storage"),
        Arguments.of("offset of the last value too large", 6, 4, shape(3), strides(1), "outside its storage"),
        Arguments.of("negative offset", 6, -1, shape(1), strides(1), "outside its storage"),
        Arguments.of("negative extent", 6, 0, shape(-1), strides(1), "t is [-1] with strides [1]"),
        Arguments.of("negative stride", 6, 5, shape(2), strides(-1), "outside its storage"),
        Arguments.of("stride too large", 6, 0, shape(2), strides(6), "outside its storage"),
        Arguments.of("count that overflows", 6, 0, shape(huge, huge), strides(0, 0), "outside its storage"),
        Arguments.of("span that overflows", 6, 0, shape(huge, 2), strides(huge, huge), "outside its storage"),
        Arguments.of("offset that overflows", 6, huge, shape(6), strides(1), "outside its storage"),
        Arguments.of("claim beyond the entry", 7, 0, shape(7), strides(1),
            "7 values of 4 bytes, but the file holds 24 bytes"),
        Arguments.of("claim that overflows", huge, 0, shape(7), strides(1), "but the file holds 24 bytes of it"),
        Arguments.of("negative claim", -1, 0, shape(0), strides(1), "-1 values of 4 bytes"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossible")
  void tensor_viewOutsideItsStorage_isRefused(
      String what, long claimed, long offset, long[] shape, long[] strides, String problem) throws IOException {
    try (TorchFile file = file("FloatStorage", ZERO_TO_FIVE, claimed, offset, shape, strides)) {
      assertThatThrownBy(() -> file.tensor("t", (Pickled.Tensor) file.root()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageStartingWith(file.path() + ": t is ")
          .hasMessageContaining(problem);
    }
  }

  @Test
  void tensor_storageThatTheFileLacks_isRefused() throws IOException {
    Path path = TorchFiles.write(folder.resolve("t.pth"),
        PickleBytes.protocol2().tensor("FloatStorage", "17", 6, 0, shape(6), strides(1)).stop(), Map.of());
    try (TorchFile file = TorchFile.open(path, CheckpointLimits.DEFAULTS)) {
      assertThatThrownBy(() -> file.tensor("t", (Pickled.Tensor) file.root()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("t is a view of storage 17, which the file lacks");
    }
  }

  @Test
  void tensor_integers_areRefused() throws IOException {
    try (TorchFile file = file("LongStorage", new byte[8], 1, 0, shape(1), strides(1))) {
      assertThatThrownBy(() -> file.tensor("t", (Pickled.Tensor) file.root()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("t is kept in a torch.LongStorage, expected float32, float16, bfloat16 or float64");
    }
  }

  @Test
  void tensor_stridedOverMoreThanTheLimit_isRefused() throws IOException {
    CheckpointLimits tight = new CheckpointLimits(100, 1 << 20, 100_000, 10, 1 << 30, 16, 10, 1 << 20, 1 << 20);
    ByteBuffer pickle = PickleBytes.protocol2().tensor("FloatStorage", "0", 6, 0, shape(3, 2), strides(1, 3)).stop();
    Path path = TorchFiles.write(folder.resolve("t.pth"), pickle, Map.of("0", ZERO_TO_FIVE));
    try (TorchFile file = TorchFile.open(path, tight)) {
      assertThatThrownBy(() -> file.tensor("t", (Pickled.Tensor) file.root()))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("t is not contiguous and spans 24 bytes, the limit is 16");
    }
  }

  private float[] values(String type, byte[] storage, long count, long offset, long[] shape, long[] strides)
      throws IOException {
    try (TorchFile file = file(type, storage, count, offset, shape, strides)) {
      TensorSource tensor = file.tensor("t", (Pickled.Tensor) file.root());
      assertThat(tensor.shape()).isEqualTo(shape);
      return tensor.values();
    }
  }

  private TorchFile file(String type, byte[] storage, long count, long offset, long[] shape, long[] strides)
      throws IOException {
    Path path = TorchFiles.write(folder.resolve("t.pth"),
        PickleBytes.protocol2().tensor(type, "0", count, offset, shape, strides).stop(), Map.of("0", storage));
    return TorchFile.open(path, CheckpointLimits.DEFAULTS);
  }

  private static long[] shape(long... extents) {
    return extents;
  }

  private static long[] strides(long... steps) {
    return steps;
  }
}
