package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateDictTest {

  private static final TensorSource ONE = TensorSource.of(new float[] {1}, 1, 1);

  @TempDir
  Path folder;

  @Test
  void open_twinSavedByTheTrainer_equalsThePlainCheckpoint() {
    try (StateDict plain = StateDict.open(Fixtures.REFERENCE.resolve("model.pth"), CheckpointLimits.DEFAULTS);
        StateDict twin = StateDict.open(Fixtures.TWIN.resolve("model.pth"), CheckpointLimits.DEFAULTS)) {
      assertThat(twin.names()).isEqualTo(plain.names());
      for (String name : Set.copyOf(plain.names())) {
        assertThat(twin.tensor(name).shape()).as(name).isEqualTo(plain.tensor(name).shape());
        assertThat(twin.tensor(name).values()).as(name).isEqualTo(plain.tensor(name).values());
      }
    }
  }

  @Test
  void open_checkpointUnderModel_findsItsTensors() throws IOException {
    try (StateDict model = open(Map.of("model", Map.of("mel_stats", ONE), "optimizer", Map.of("state", ONE)))) {
      assertThat(model.names()).containsExactly("mel_stats");
    }
  }

  @Test
  void open_stateDictAlone_findsItsTensors() throws IOException {
    try (StateDict model = open(Map.of("mel_stats", ONE))) {
      assertThat(model.names()).containsExactly("mel_stats");
    }
  }

  @Test
  void open_listInsteadOfADictionary_isRefused() throws IOException {
    Path file = TorchFiles.write(folder.resolve("model.pth"), PickleBytes.protocol2().raw(']').stop(), Map.of());

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the file holds no dictionary, expected a checkpoint or a state dict");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "dvae.codebook.embed",
      "torch_mel_spectrogram_dvae.mel_stft.spectrogram.window",
      "torch_mel_spectrogram_style_encoder.mel_stft.mel_scale.fb",
      "gpt.gpt.wte.weight",
      "gpt.gpt_inference.transformer.h.0.ln_1.weight",
      "gpt.gpt.h.12.attn.bias",
      "gpt.gpt.h.12.attn.masked_bias",
      "hifigan_decoder.speaker_encoder.bn1.num_batches_tracked"})
  void open_leftoverOfTraining_isDroppedWithAndWithoutPrefix(String name) throws IOException {
    try (StateDict model = open(Map.of(name, ONE, "xtts." + name, ONE, "mel_stats", ONE))) {
      assertThat(model.names()).containsExactly("mel_stats");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt.gpt.h.12.attn.c_attn.bias", "gpt.text_embedding.weight",
      "hifigan_decoder.speaker_encoder.bn1.bias"})
  void open_nameLikeALeftover_isKept(String name) throws IOException {
    try (StateDict model = open(Map.of("xtts." + name, ONE))) {
      assertThat(model.names()).containsExactly(name);
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"weight_g, weight_v", "parametrizations.weight.original0, parametrizations.weight.original1"})
  void open_weightNorm_isFoldedIntoTheWeight(String magnitude, String direction) throws IOException {
    TensorSource g = TensorSource.of(new float[] {10}, 1, 1);
    TensorSource v = TensorSource.of(new float[] {3, 4}, 1, 2);
    String layer = "xtts.ups.0.";
    try (StateDict model = open(Map.of(layer + magnitude, g, layer + direction, v, "conv_pre.weight", ONE))) {
      assertThat(model.names()).containsExactlyInAnyOrder("ups.0.weight", "conv_pre.weight");
      assertThat(model.tensor("ups.0.weight").values()).containsExactly(6, 8);
    }
  }

  @ParameterizedTest(name = "{0} [{1}, 1] and {2} [2, 3]")
  @CsvSource(delimiter = '|', value = {
      "weight_g | 2 | weight_h | ups.0.weight_g has no direction beside it, expected ups.0.weight_v",
      "weight_h | 2 | weight_v | ups.0.weight_v has no magnitude beside it, expected ups.0.weight_g",
      "weight_g | 3 | weight_v | ups.0.weight_g is [3, 1], expected [2, 1] (the first dimension of ups.0.weight_v)"})
  void open_weightNormThatDoesNotFit_isRefused(String magnitude, int extent, String direction, String problem)
      throws IOException {
    TensorSource g = new RandomTensor(1, 1, extent, 1);
    TensorSource v = new RandomTensor(1, 1, 2, 3);
    refused(Map.of("ups.0." + magnitude, g, "ups.0." + direction, v), problem);
  }

  @Test
  void open_emptyDirection_isRefused() throws IOException {
    TensorSource g = TensorSource.of(new float[0], 0, 1);
    TensorSource v = TensorSource.of(new float[0], 0, 3);
    refused(Map.of("ups.0.weight_g", g, "ups.0.weight_v", v), "ups.0.weight is empty");
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({"mel_stats, xtts.mel_stats, mel_stats", "ups.0.weight_g, ups.0.weight, ups.0.weight"})
  void open_tensorUnderTwoNames_isRefused(String one, String other, String twice) throws IOException {
    Map<String, TensorSource> tensors = new LinkedHashMap<>(Map.of(one, ONE, other, ONE));
    tensors.put("ups.0.weight_v", ONE);
    tensors.putIfAbsent("ups.0.weight_g", ONE);

    refused(tensors, twice + " occurs twice");
  }

  @Test
  void open_nameWithControlCharacters_isRefusedWithoutThem() throws IOException {
    refused(Map.of("mel\n\u001b[31mstats", ONE),
        "a tensor has the name mel\uFFFD\uFFFD[31mstats, expected one such as");
  }

  @Test
  void open_nameOfAMillionCharacters_isRefusedInAShortMessage() throws IOException {
    Map<String, TensorSource> tensors = Map.of("n".repeat(1_000_000), ONE);

    assertThatThrownBy(() -> open(tensors))
        .isInstanceOf(ModelLoadException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void open_moreTensorBytesThanTheLimit_isRefused() throws IOException {
    long[] shape = {1L << 20, 1L << 12};
    Path file = TorchFiles.write(folder.resolve("model.pth"), PickleBytes.protocol2().raw('}').string("expanded")
        .tensor("FloatStorage", "0", 1, 0, shape, new long[] {0, 0}).raw('s').stop(), Map.of("0", new byte[4]));

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the tensors have 17,179,869,184 bytes as float32, the limit is 8,589,934,592");
  }

  @Test
  void open_tensorBytesBeyondCounting_isRefused() throws IOException {
    long[] shape = {1L << 31, 1L << 31};
    Path file = TorchFiles.write(folder.resolve("model.pth"), PickleBytes.protocol2().raw('}').string("expanded")
        .tensor("FloatStorage", "0", 1, 0, shape, new long[] {0, 0}).raw('s').stop(), Map.of("0", new byte[4]));

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("more bytes than can be counted");
  }

  @Test
  void require_shapeAsExpected_isTheTensor() throws IOException {
    try (StateDict model = open(Map.of("mel_stats", ONE))) {
      assertThat(model.require("mel_stats", "always", 1, 1).values()).containsExactly(1);
    }
  }

  @Test
  void require_otherShape_saysFoundExpectedAndWhy() throws IOException {
    try (StateDict model = open(Map.of("gpt.mel_head.weight", new RandomTensor(1, 1, 1026, 512)))) {
      assertThatThrownBy(() -> model.require("gpt.mel_head.weight", "config.json: gpt_n_model_channels", 1026, 1024))
          .isInstanceOf(ModelLoadException.class)
          .hasMessage(model.path()
              + ": gpt.mel_head.weight is [1026, 512], expected [1026, 1024] (config.json: gpt_n_model_channels)");
    }
  }

  @Test
  void require_missingTensor_saysWhatWasExpected() throws IOException {
    try (StateDict model = open(Map.of("mel_stats", ONE))) {
      assertThatThrownBy(() -> model.require("gpt.mel_head.bias", "config.json: gpt_num_audio_tokens", 1026))
          .isInstanceOf(ModelLoadException.class)
          .hasMessage(model.path()
              + ": gpt.mel_head.bias is missing, expected [1026] (config.json: gpt_num_audio_tokens)");
    }
  }

  @Test
  void open_storagesSharedByTwoNames_areBothRead() throws IOException {
    PickleBytes pickle = PickleBytes.protocol2().raw('}');
    pickle.string("embedding").tensor("FloatStorage", "0", 3, 0, new long[] {3}, new long[] {1}).raw('s');
    pickle.string("head").tensor("FloatStorage", "0", 3, 1, new long[] {2}, new long[] {1}).raw('s');
    Path file = TorchFiles.write(folder.resolve("model.pth"), pickle.stop(), Map.of("0", TorchFiles.floats(1, 2, 3)));

    try (StateDict model = StateDict.open(file, CheckpointLimits.DEFAULTS)) {
      assertThat(model.tensor("embedding").values()).containsExactly(1, 2, 3);
      assertThat(model.tensor("head").values()).containsExactly(2, 3);
    }
  }

  @Test
  void open_bigEndianFile_isRefused() throws IOException {
    Path file = folder.resolve("model.pth");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.add("m/data.pkl", PickleBytes.protocol2().raw('}').stop().array());
      zip.add("m/byteorder", new byte[] {'b', 'i', 'g'});
      zip.finish();
    }

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the byte order is big endian, expected little");
  }

  @Test
  void open_zipOfSomethingElse_isRefused() throws IOException {
    Path file = folder.resolve("model.pth");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.add("README", new byte[3]);
      zip.finish();
    }

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the ZIP has no data.pkl, so torch.save did not write it");
  }

  @Test
  void open_pickleLongerThanTheLimit_isRefusedWithoutReadingIt() throws IOException {
    Path file = folder.resolve("model.pth");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      StoredZipWriter zip = new StoredZipWriter(channel);
      zip.add("m/data.pkl", new byte[(16 << 20) + 1]);
      zip.finish();
    }

    assertThatThrownBy(() -> StateDict.open(file, CheckpointLimits.DEFAULTS))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("data.pkl has 16,777,217 bytes, the limit is 16,777,216");
  }

  private void refused(Map<String, TensorSource> tensors, String problem) {
    assertThatThrownBy(() -> open(tensors).close())
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(problem);
  }

  private StateDict open(Map<String, ?> root) throws IOException {
    Path file = folder.resolve("model.pth");
    Files.deleteIfExists(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      TorchFileWriter.write(channel, "model", root, ConversionProgress.IGNORED);
    }
    return StateDict.open(file, CheckpointLimits.DEFAULTS);
  }
}
