package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import coqui.speech.ModelLoadException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit is named. That the archive speaks as it should, {@code coqui.xtts.ReferenceTest} shows. */
class XttsArchiveTest {

  @TempDir
  Path scratch;

  private static void describe(CheckpointFolder folder) {
    try (StateDict tensors = folder.stateDict()) {
      XttsArchive.of(tensors, folder.config(), Precisions.FLOAT32);
    }
  }

  /** The reference checkpoint with other tensors. */
  private CheckpointFolder changed(String name, TensorSource replacement) throws IOException {
    for (String file : new String[] {"config.json", "vocab.json", "speakers_xtts.pth"}) {
      Files.copy(Fixtures.REFERENCE.resolve(file), scratch.resolve(file));
    }
    try (StateDict original = CheckpointFolder.open(Fixtures.REFERENCE).stateDict();
        FileChannel channel = FileChannel.open(
            scratch.resolve("model.pth"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Map<String, TensorSource> tensors = new LinkedHashMap<>();
      original.names().forEach(each -> tensors.put(each, original.tensor(each)));
      assertThat(tensors).containsKey(name);
      if (replacement == null) {
        tensors.remove(name);
      } else {
        tensors.put(name, replacement);
      }
      TorchFileWriter.write(channel, "model", Map.of("model", tensors), ConversionProgress.IGNORED);
    }
    return CheckpointFolder.open(scratch);
  }

  /** The reference checkpoint with another number in {@code model_args}. */
  private CheckpointFolder configured(String member, int value) throws IOException {
    for (String file : new String[] {"model.pth", "vocab.json", "speakers_xtts.pth"}) {
      Files.copy(Fixtures.REFERENCE.resolve(file), scratch.resolve(file));
    }
    JsonMapper mapper = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    ObjectNode config = (ObjectNode) mapper.readTree(Fixtures.REFERENCE.resolve("config.json").toFile());
    config.remove("max_audio_len");
    config.remove("max_text_len");
    ((ObjectNode) config.get("model_args")).put(member, value);
    mapper.writeValue(scratch.resolve("config.json").toFile(), config);
    return CheckpointFolder.open(scratch);
  }

  @ParameterizedTest
  @CsvSource({"amd64, true", "x86_64, true", "aarch64, false"})
  void hasOneDnn_processor_isWhetherPyTorchHasItThere(String processor, boolean has) {
    assertThat(XttsArchive.hasOneDnn(processor)).isEqualTo(has);
  }

  @Test
  void of_referenceCheckpoint_isDescribed() {
    try (StateDict tensors = CheckpointFolder.open(Fixtures.REFERENCE).stateDict()) {
      ScriptArchive archive = XttsArchive.of(tensors, CheckpointFolder.open(Fixtures.REFERENCE).config(),
          Precisions.FLOAT32);
      // The text head is the only large tensor that speaking does not need.
      assertThat(archive.tensorBytes()).isGreaterThan(1_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "mel_stats", "gpt.conditioning_encoder.attn.3.qkv.bias", "gpt.conditioning_perceiver.latents",
      "gpt.conditioning_perceiver.layers.1.0.to_kv.weight", "gpt.conditioning_perceiver.norm.gamma",
      "gpt.text_embedding.weight", "gpt.gpt.h.1.mlp.c_proj.weight", "gpt.gpt.ln_f.bias", "gpt.mel_head.bias",
      "hifigan_decoder.waveform_decoder.conv_pre.weight", "hifigan_decoder.waveform_decoder.conds.2.bias",
      "hifigan_decoder.waveform_decoder.resblocks.5.convs2.1.weight",
      "hifigan_decoder.speaker_encoder.torch_spec.1.mel_scale.fb",
      "hifigan_decoder.speaker_encoder.layer3.1.bn2.running_var",
      "hifigan_decoder.speaker_encoder.layer2.0.downsample.0.weight",
      "hifigan_decoder.speaker_encoder.attention.3.bias"})
  void of_missingTensor_isNamed(String name) throws IOException {
    CheckpointFolder folder = changed(name, null);

    assertThatThrownBy(() -> describe(folder))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageStartingWith(scratch.resolve("model.pth") + ": " + name + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
      "gpt.final_norm.weight, '3', '[64] (config.json: gpt_n_model_channels)'",
      "gpt.gpt.h.2.attn.c_attn.weight, '3 2', '[64, 192] (config.json: gpt_n_model_channels)'",
      "gpt.conditioning_encoder.attn.0.proj_out.weight, '64 64', '[64, 64, 1] (config.json: gpt_n_model_channels)'",
      "hifigan_decoder.waveform_decoder.cond_layer.weight, '32 50 1', '[32, 48, 1] (config.json: d_vector_dim)'",
      "hifigan_decoder.speaker_encoder.layer1.1.conv1.weight, '8 4 3 3', '[8, 8, 3, 3] (the shapes around it)'"})
  void of_misshapenTensor_saysFoundAndExpected(String name, String shape, String expected) throws IOException {
    long[] extents = Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    int count = (int) Arrays.stream(extents).reduce(1, Math::multiplyExact);
    CheckpointFolder folder = changed(name, TensorSource.of(new float[count], extents));

    assertThatThrownBy(() -> describe(folder))
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("%s: %s is %s, expected %s",
            scratch.resolve("model.pth"), name, Arrays.toString(extents), expected);
  }

  @ParameterizedTest
  @CsvSource({
      "gpt_n_model_channels, 128, gpt.conditioning_encoder.init.weight",
      "gpt_layers, 4, 'gpt.gpt.h has 3 layers, expected 4'",
      "gpt_num_audio_tokens, 1030, gpt.mel_embedding.weight",
      "gpt_max_text_tokens, 302, gpt.text_pos_embedding.emb.weight",
      "gpt_max_audio_tokens, 705, gpt.mel_pos_embedding.emb.weight",
      "d_vector_dim, 512, hifigan_decoder.speaker_encoder.fc.weight"})
  void of_configurationOfAnotherModel_namesTensorAndMember(String member, int value, String problem)
      throws IOException {
    CheckpointFolder folder = configured(member, value);

    assertThatThrownBy(() -> describe(folder))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(problem).hasMessageContaining(member);
  }
}
