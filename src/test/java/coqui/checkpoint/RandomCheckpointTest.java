package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import coqui.speech.Voice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCheckpointTest {

  /** Those of the reference checkpoint. */
  private static final XttsSizes SMALL =
      new XttsSizes(3, 64, 4, 920, 1026, 402, 605, 32, 48, List.of(2, 1, 2, 1), List.of(8, 8, 16, 16));

  @TempDir
  Path folder;

  @Test
  void write_sizesOfTheReference_hasItsNamesAndShapes() {
    write(folder, SMALL, 1);

    // Counters of batch norm are the only integers in the file, and nothing reads them.
    Map<String, List<Long>> expected = savedShapes(Fixtures.REFERENCE);
    expected.keySet().removeIf(name -> name.endsWith("num_batches_tracked"));
    assertThat(savedShapes(folder)).isEqualTo(expected);
  }

  @Test
  void write_xttsV2_is1867MegaBytesOfTensors() {
    long bytes = RandomWeights.of(XttsSizes.XTTS_V2, 1).values().stream().mapToLong(StorageEntries::bytes).sum();

    assertThat(bytes / 1e9).isCloseTo(1.867, within(0.003));
  }

  @Test
  void write_anySizes_givesACheckpointThatOpens() {
    write(folder, new XttsSizes(2, 32, 2, 1_000, 50, 100, 90, 16, 24, List.of(1, 1, 2, 1), List.of(8, 16, 16, 32)), 1);

    CheckpointFolder checkpoint = CheckpointFolder.open(folder);
    assertThat(checkpoint.config().textTokens()).isEqualTo(1_000);
    assertThat(checkpoint.config().startTextToken()).isEqualTo(518);
    assertThat(checkpoint.config().stopAudioToken()).isEqualTo(49);
    try (StateDict model = checkpoint.stateDict()) {
      assertThat(XttsArchive.of(model, checkpoint.config(), Precisions.FLOAT32).tensorBytes()).isPositive();
    }
  }

  @Test
  void write_speakers_areThoseOfXttsV2WithEmbeddingsOfUnitLength() {
    write(folder, SMALL, 1);

    Map<String, Voice> voices = CheckpointFolder.open(folder).voices();
    assertThat(voices.keySet()).containsExactlyElementsOf(CheckpointFolder.open(Fixtures.REFERENCE).voices().keySet());
    double squares = 0;
    for (float value : voices.get("Alma María").speakerEmbedding()) {
      squares += value * value;
    }
    assertThat(squares).isCloseTo(1, within(1e-5));
  }

  @Test
  void write_weights_haveTheDeviationThatTheyAreMeantToHave() {
    float[] values = new RandomTensor(7, 0.02, 100_000).values();

    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / values.length).isCloseTo(0, within(3e-4));
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.02, within(2e-4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch_spec.0.filter", "torch_spec.1.spectrogram.window", "torch_spec.1.mel_scale.fb"})
  void write_constantsOfTheSpeakerEncoder_areThoseOfTheReference(String name) {
    write(folder, SMALL, 1);

    try (StateDict ours = CheckpointFolder.open(folder).stateDict();
        StateDict reference = CheckpointFolder.open(Fixtures.REFERENCE).stateDict()) {
      String full = "hifigan_decoder.speaker_encoder." + name;
      assertThat(ours.tensor(full).values()).containsExactly(reference.tensor(full).values(), within(2e-5f));
    }
  }

  @Test
  void write_sameSeed_isTheSameFile() throws Exception {
    write(folder.resolve("a"), SMALL, 5);
    write(folder.resolve("b"), SMALL, 5);
    write(folder.resolve("c"), SMALL, 6);

    byte[] first = Files.readAllBytes(folder.resolve("a/model.pth"));
    assertThat(Files.readAllBytes(folder.resolve("b/model.pth"))).isEqualTo(first);
    assertThat(Files.readAllBytes(folder.resolve("c/model.pth"))).isNotEqualTo(first);
  }

  @Test
  void write_stopCode_isUnlikelyBeyondAnyDraw() {
    write(folder, SMALL, 1);

    try (StateDict model = CheckpointFolder.open(folder).stateDict()) {
      float[] bias = model.tensor("gpt.mel_head.bias").values();
      assertThat(bias[1025]).isEqualTo(-30);
      assertThat(Arrays.copyOf(bias, 1025)).containsOnly(0);
    }
  }

  @Test
  void write_sizesForFewerCodes_givesACheckpointOfThose() {
    write(folder, SMALL.withMostCodes(200), 1);

    assertThat(CheckpointFolder.open(folder).config().maxAudioTokens()).isEqualTo(203);
  }

  @Test
  void write_vocabularyLargerThanTheSizes_isRefused() {
    XttsSizes tooFew = new XttsSizes(3, 64, 4, 900, 1026, 402, 605, 32, 48, List.of(2, 1, 2, 1), List.of(8, 8, 16, 16));

    assertThatThrownBy(() -> write(folder, tooFew, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 920 tokens, more than 900");
  }

  private static void write(Path folder, XttsSizes sizes, long seed) {
    RandomCheckpoint.write(folder, Fixtures.REFERENCE.resolve("vocab.json"), sizes, seed, ConversionProgress.IGNORED);
  }

  private static Map<String, List<Long>> savedShapes(Path checkpoint) {
    try (TorchFile file = TorchFile.open(checkpoint.resolve("model.pth"), CheckpointLimits.DEFAULTS)) {
      Map<String, List<Long>> shapes = new TreeMap<>();
      Pickled.Dict model = (Pickled.Dict) ((Pickled.Dict) file.root()).get("model");
      model.members().forEach((name, tensor) -> {
        long[] shape = ((Pickled.Tensor) tensor).shape();
        shapes.put(name, Arrays.stream(shape).boxed().toList());
      });
      return shapes;
    }
  }
}
