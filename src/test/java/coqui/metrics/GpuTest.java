package coqui.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GpuTest {

  private static final double MEBIBYTE = 1 << 20;

  @Test
  void parse_twoGpus_areARatioAndBytesEach() {
    assertThat(Gpu.parse("0, 37, 1024, 15360\n1, 0, 3, 15360\n")).containsExactly(
        gpu(0, 0.37, 1024 * MEBIBYTE, 15360 * MEBIBYTE), gpu(1, 0, 3 * MEBIBYTE, 15360 * MEBIBYTE));
  }

  private static Gpu gpu(int index, double utilization, double used, double total) {
    return new Gpu(index, OptionalDouble.of(utilization), OptionalDouble.of(used), OptionalDouble.of(total));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[N/A]", "[Not Supported]", "[Unknown Error]"})
  void parse_valueThatTheToolDoesNotHave_isEmpty(String value) {
    assertThat(Gpu.parse("0, " + value + ", 10, 20\n"))
        .singleElement().extracting(Gpu::utilization).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void parse_nothing_isNoGpu() {
    assertThat(Gpu.parse("\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "No devices were found", "0, 101, 1, 2", "0, -1, 1, 2", "64, 1, 1, 2", "[N/A], 1, 1, 2", "0, 1, 1",
      "0, 1, 1, 2, 3",
      "0, 1.5, 1, 2", "0, NaN, 1, 2", "0, 1, 99999999999999999999, 2", "0, 1, 1, 2147483647", "0, 1, 1, 2\n0, 1, 1, 2"})
  void parse_anythingElse_isRefused(String printed) {
    assertThatIllegalArgumentException().isThrownBy(() -> Gpu.parse(printed));
  }

  @Test
  void parse_moreGpusThanAMachineHas_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Gpu.parse("0, 1, 1, 2\n".repeat(65)))
        .withMessageContaining("65 GPUs");
  }

  @Test
  void parse_garbage_isQuotedInAFewPlainCharacters() {
    assertThatIllegalArgumentException().isThrownBy(() -> Gpu.parse("\u001b[31m" + "x".repeat(1_000)))
        .withMessageContaining("'?[31mxxx").satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
  }
}
