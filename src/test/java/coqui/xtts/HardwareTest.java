package coqui.xtts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareTest {

  private static final long XTTS_V2_WEIGHTS = 377_487_360;
  private static final long FEW_WEIGHTS = 10_000_000;

  @ParameterizedTest
  @CsvSource({"false, avx2, INT8", "false, sse2, FLOAT32", "true, avx2, FLOAT16"})
  void choose_auto_isTheFastestThatTheMachineHas(boolean gpu, String feature, Precision chosen) {
    assertThat(new Hardware(gpu, Set.of(feature)).choose(Optional.empty(), XTTS_V2_WEIGHTS)).isEqualTo(chosen);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void choose_autoForASmallModel_isFloat32(boolean gpu) {
    assertThat(new Hardware(gpu, Set.of("avx2")).choose(Optional.empty(), FEW_WEIGHTS)).isEqualTo(Precision.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({
      "false, sse2, FLOAT32", "false, sse2, BFLOAT16", "false, avx2, FLOAT16", "false, avx2, INT8",
      "true, sse2, FLOAT32", "true, sse2, BFLOAT16", "true, sse2, FLOAT16"})
  void choose_whatTheMachineCan_isThat(boolean gpu, String feature, Precision wanted) {
    assertThat(new Hardware(gpu, Set.of(feature)).choose(Optional.of(wanted), FEW_WEIGHTS)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
      "true, avx2, INT8, 'coqui.engine.precision is int8, which PyTorch computes on processors with AVX2 only'",
      "false, sse2, INT8, 'coqui.engine.precision is int8, which PyTorch computes on processors with AVX2 only'",
      "false, sse2, FLOAT16, 'coqui.engine.precision is float16, which PyTorch computes on processors with AVX2 and'"})
  void choose_whatTheMachineCannot_namesSettingAndRemedy(
      boolean gpu, String feature, Precision wanted, String problem) {
    Hardware hardware = new Hardware(gpu, Set.of(feature));
    assertThatThrownBy(() -> hardware.choose(Optional.of(wanted), XTTS_V2_WEIGHTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem).hasMessageEndingWith("; set it to auto");
  }

  @ParameterizedTest
  @CsvSource({
      "false, avx512_bf16, BFLOAT16", "false, amx_bf16, BFLOAT16", "false, avx512_bf16 amx_bf16 avx2, BFLOAT16",
      "false, avx2, FLOAT32", "false, avx512f avx512_vnni, FLOAT32", "false, '', FLOAT32", "true, amx_bf16, FLOAT32"})
  void chooseForVocoder_auto_isBfloat16WhereTheProcessorHasIt(boolean gpu, String features, Precision chosen) {
    Hardware hardware = new Hardware(gpu, Set.of(features.split(" ")));
    assertThat(hardware.chooseForVocoder(Optional.empty(), XTTS_V2_WEIGHTS)).isEqualTo(chosen);
  }

  @Test
  void chooseForVocoder_autoForASmallModel_isFloat32() {
    Hardware hardware = new Hardware(false, Set.of("avx512_bf16"));
    assertThat(hardware.chooseForVocoder(Optional.empty(), FEW_WEIGHTS)).isEqualTo(Precision.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({"false, sse2, BFLOAT16", "true, avx2, BFLOAT16", "false, amx_bf16, FLOAT32"})
  void chooseForVocoder_whatIsWanted_isThat(boolean gpu, String feature, Precision wanted) {
    Hardware hardware = new Hardware(gpu, Set.of(feature));
    assertThat(hardware.chooseForVocoder(Optional.of(wanted), XTTS_V2_WEIGHTS)).isEqualTo(wanted);
  }

  @Test
  void choose_settings_isAPrecisionForEachPart() {
    Hardware hardware = new Hardware(false, Set.of("avx2", "amx_bf16"));
    EngineSettings settings = new EngineSettings(
        1, 1, 1, true, Optional.empty(), Optional.of(Precision.FLOAT32), false);

    assertThat(hardware.choose(new EngineSettings(1, 1, 1, true), XTTS_V2_WEIGHTS))
        .isEqualTo(new Precisions(Precision.INT8, Precision.BFLOAT16));
    assertThat(hardware.choose(settings, XTTS_V2_WEIGHTS))
        .isEqualTo(new Precisions(Precision.INT8, Precision.FLOAT32));
  }

  @Test
  void checkGpu_requiredWhereThereIsNone_namesTheSetting() {
    assertThatThrownBy(() -> new Hardware(false, Set.of()).checkGpu(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("coqui.engine.gpu-required is true, and PyTorch sees no GPU");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, false"})
  void checkGpu_oneThatIsThereOrNotRequired_passes(boolean gpu, boolean required) {
    assertThatCode(() -> new Hardware(gpu, Set.of()).checkGpu(required)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
      "false, avx2, BFLOAT16, true", "false, avx512_bf16, BFLOAT16, false", "false, amx_bf16, BFLOAT16, false",
      "true, avx2, BFLOAT16, false", "false, avx2, INT8, false"})
  void emulates_bfloat16WithoutInstructionsForIt_isTrue(
      boolean gpu, String feature, Precision precision, boolean emulated) {
    assertThat(new Hardware(gpu, Set.of(feature)).emulates(precision)).isEqualTo(emulated);
  }
}
