package coqui.xtts;

import coqui.checkpoint.Precision;
import coqui.checkpoint.Precisions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a machine computes with, as far as the choice of a {@link Precision} goes.
 *
 * @param gpu whether PyTorch computes on a GPU
 * @param features of the processor, as Linux calls them; none where nothing is known
 */
record Hardware(boolean gpu, Set<String> features) {

  /** 200 MB in float32: what a processor's caches hold is not waited for, so fewer bytes of it gain nothing. */
  private static final long MANY_WEIGHTS = 50_000_000;

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  Hardware {
    features = Set.copyOf(features);
  }

  /** Of the machine that this runs on; loads PyTorch. */
  static Hardware ofThisMachine() {
    return new Hardware(PyTorchRuntime.device().isGpu(), featuresOfThisProcessor());
  }

  private static Set<String> featuresOfThisProcessor() {
    try {
      return Files.readAllLines(PROCESSORS, StandardCharsets.ISO_8859_1).stream()
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
          .orElse(Set.of());
    } catch (IOException e) {
      return Set.of();   // no Linux
    }
  }

  /**
   * The precisions to compute in.
   *
   * @throws IllegalArgumentException if this machine cannot compute in what is wanted
   */
  Precisions choose(EngineSettings settings, long weights) {
    return new Precisions(
        choose(settings.precision(), weights), chooseForVocoder(settings.vocoderPrecision(), weights));
  }

  /**
   * The precision to compute the products of the GPT in.
   *
   * @param wanted empty for the fastest that passes the quality gate (src/docs/precision.md); float32 for a small
   *     model, which gains nothing by another
   * @param weights how many the products of the GPT multiply by
   * @throws IllegalArgumentException if this machine cannot compute in what is wanted
   */
  Precision choose(Optional<Precision> wanted, long weights) {
    if (wanted.isPresent() && !can(wanted.get())) {
      throw new IllegalArgumentException("%s is %s, which PyTorch computes %s; set it to auto"
          .formatted(EngineSettings.PRECISION_SETTING, wanted.get(), whereItCan(wanted.get())));
    }
    return wanted.orElseGet(() -> fastest(weights));
  }

  /**
   * The precision to compute the convolutions of the vocoder in. Every machine can in both, in one way or another.
   *
   * @param wanted empty for bfloat16 where the processor is made for it, which passes the quality gate; float32
   *     elsewhere, and for a small model, as for the GPT
   * @param weights how many the products of the GPT multiply by
   */
  Precision chooseForVocoder(Optional<Precision> wanted, long weights) {
    boolean faster = !gpu && weights >= MANY_WEIGHTS && !emulates(Precision.BFLOAT16);
    return wanted.orElse(faster ? Precision.BFLOAT16 : Precision.FLOAT32);
  }

  /** @throws IllegalArgumentException if there is no GPU where one is required */
  void checkGpu(boolean required) {
    if (required && !gpu) {
      throw new IllegalArgumentException(
          "%s is true, and PyTorch sees no GPU: is there one, its driver, and a PyTorch with CUDA?"
              .formatted(EngineSettings.GPU_REQUIRED_SETTING));
    }
  }

  private Precision fastest(long weights) {
    if (weights < MANY_WEIGHTS) {
      return Precision.FLOAT32;
    }
    return gpu ? Precision.FLOAT16 : can(Precision.INT8) ? Precision.INT8 : Precision.FLOAT32;
  }

  /** Whether PyTorch computes in it here: its FBGEMM, behind two of them on a processor, asks for AVX2. */
  boolean can(Precision precision) {
    return switch (precision) {
      case FLOAT32, BFLOAT16 -> true;
      case FLOAT16 -> gpu || features.contains("avx2");
      case INT8 -> !gpu && features.contains("avx2");
    };
  }

  private static String whereItCan(Precision precision) {
    return precision == Precision.INT8
        ? "on processors with AVX2 only, not on GPUs"
        : "on processors with AVX2 and on GPUs only";
  }

  /** Whether this machine computes in {@code precision} without being made for it: slower than in float32. */
  boolean emulates(Precision precision) {
    return precision == Precision.BFLOAT16
        && !gpu && !features.contains("avx512_bf16") && !features.contains("amx_bf16");
  }
}
