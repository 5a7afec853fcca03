package coqui.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coqui.speech.ModelLoadException;
import coqui.speech.Voice;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SpeakersFileTest {

  private static final XttsConfig CONFIG = CheckpointFolder.open(Fixtures.REFERENCE).config();
  private static final TensorSource LATENTS = new RandomTensor(1, 1, 1, 32, 64);
  private static final TensorSource EMBEDDING = new RandomTensor(2, 1, 1, 48, 1);

  @TempDir
  Path folder;

  @Test
  void identity_copyOfTheFile_isTheSame() throws IOException {
    Path original = Fixtures.REFERENCE.resolve("speakers_xtts.pth");
    Path copy = Files.copy(original, folder.resolve("copy.pth"));

    assertThat(SpeakersFile.identity(copy)).isPresent().isEqualTo(SpeakersFile.identity(original));
  }

  @Test
  void identity_oneValueOfAVoiceChanged_isAnother() throws IOException {
    Path one = write("one.pth", Map.of("Ada", speaker(LATENTS, EMBEDDING)));
    Path other = write("other.pth", Map.of("Ada", speaker(new RandomTensor(3, 1, 1, 32, 64), EMBEDDING)));

    assertThat(SpeakersFile.identity(one)).isNotEqualTo(SpeakersFile.identity(other));
  }

  @Test
  void identity_noFile_isNone() {
    assertThat(SpeakersFile.identity(folder.resolve("missing.pth"))).isEmpty();
  }

  @Test
  void read_reference_hasItsVoicesInTheOrderOfTheFile() {
    Map<String, Voice> voices = CheckpointFolder.open(Fixtures.REFERENCE).voices();

    assertThat(voices).hasSize(58);
    assertThat(voices.keySet()).startsWith("Claribel Dervla", "Daisy Studious").contains("Eugenio Mataracı")
        .endsWith("Marcos Rudaski");
    Voice voice = voices.get("Claribel Dervla");
    assertThat(voice.name()).isEqualTo("Claribel Dervla");
    assertThat(voice.latentCount()).isEqualTo(32);
    assertThat(voice.width()).isEqualTo(64);
    assertThat(voice.speakerEmbedding()).hasSize(48);
  }

  @Test
  void read_demoVoice_hasItsSpeakers() {
    Map<String, Voice> voices = CheckpointFolder.open(Fixtures.DEMO).voices();

    assertThat(voices.keySet()).containsExactlyElementsOf(DemoVoices.SPEAKERS);
    assertThat(voices.get("Sally").width()).isEqualTo(192);
  }

  @Test
  void read_values_areThoseOfTheTensors() throws IOException {
    Voice voice = read(Map.of("Ada", speaker(LATENTS, EMBEDDING))).get("Ada");

    assertThat(voice.conditioningLatents()).isEqualTo(LATENTS.values());
    assertThat(voice.speakerEmbedding()).isEqualTo(EMBEDDING.values());
  }

  static Stream<Arguments> misshapen() {
    return Stream.of(
        Arguments.of(new RandomTensor(1, 1, 1, 32, 63), EMBEDDING,
            "speaker Ada: gpt_cond_latent is [1, 32, 63], expected [1, 32, 64] (config.json: gpt_n_model_channels)"),
        Arguments.of(new RandomTensor(1, 1, 32, 64), EMBEDDING, "gpt_cond_latent is [32, 64], expected [1, 32, 64]"),
        Arguments.of(new RandomTensor(1, 1, 2, 32, 64), EMBEDDING, "gpt_cond_latent is [2, 32, 64], expected"),
        Arguments.of(new RandomTensor(1, 1, 1, 0, 64), EMBEDDING, "gpt_cond_latent is [1, 0, 64], expected"),
        Arguments.of(new RandomTensor(1, 1, 1, 1025, 64), EMBEDDING, "gpt_cond_latent is [1, 1025, 64], expected"),
        Arguments.of(LATENTS, new RandomTensor(1, 1, 1, 512, 1),
            "speaker Ada: speaker_embedding is [1, 512, 1], expected [1, 48, 1] (config.json: d_vector_dim)"),
        Arguments.of(LATENTS, new RandomTensor(1, 1, 48), "speaker_embedding is [48], expected [1, 48, 1]"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("misshapen")
  void read_misshapenTensor_isRefused(TensorSource latents, TensorSource embedding, String problem) {
    refused(Map.of("Ada", speaker(latents, embedding)), problem);
  }

  @Test
  void read_speakerWithoutEmbedding_isRefused() {
    refused(Map.of("Ada", Map.of("gpt_cond_latent", LATENTS)), "speaker Ada has no tensor speaker_embedding");
  }

  @Test
  void read_tensorInsteadOfASpeaker_isRefused() {
    refused(Map.of("Ada", LATENTS), "speaker Ada has no tensor gpt_cond_latent");
  }

  @Test
  void read_noSpeakers_isRefused() {
    refused(Map.of(), "the file holds no dictionary of speakers");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "Ada\r\nX-Speaker: Eve"})
  void read_nameThatIsNotPrintable_isRefused(String name) {
    refused(Map.of(name, speaker(LATENTS, EMBEDDING)), "expected printable text");
  }

  @Test
  void read_moreSpeakersThanTheLimit_isRefused() {
    Map<String, Object> speakers = new LinkedHashMap<>();
    for (int i = 0; i <= 1_000; i++) {
      speakers.put("speaker " + i, Map.of());
    }

    refused(speakers, "the file has 1,001 speakers, the limit is 1,000");
  }

  @Test
  void read_manySpeakersOfOneStorage_areRefusedBeforeTheyFillTheMemory() throws IOException {
    // 1,000 speakers of 1,024 latents share 256 KB in the file; copied for each they would take 260 MB.
    PickleBytes pickle = PickleBytes.protocol2().raw('}', '(');
    pickle.tensor("FloatStorage", "0", 65_536, 0, new long[] {1, 1024, 64}, new long[] {0, 64, 1}).raw('q', 0, '0');
    pickle.tensor("FloatStorage", "0", 65_536, 0, new long[] {1, 48, 1}, new long[] {0, 1, 1}).raw('q', 1, '0');
    for (int i = 0; i < 1_000; i++) {
      pickle.string("speaker " + i).raw('}').string("gpt_cond_latent").raw('h', 0, 's').string("speaker_embedding")
          .raw('h', 1, 's');
    }
    Path file = TorchFiles.write(folder.resolve("speakers.pth"), pickle.raw('u').stop(),
        Map.of("0", new byte[1 << 18]));
    CheckpointLimits tight = new CheckpointLimits(100, 1 << 20, 100_000, 10, 1 << 30, 1 << 20, 1_000, 1 << 20, 1 << 20);

    assertThatThrownBy(() -> SpeakersFile.read(file, CONFIG, tight))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("the speakers have 1,049,344 bytes as float32, the limit is 1,048,576");
  }

  private void refused(Map<String, ?> speakers, String problem) {
    assertThatThrownBy(() -> read(speakers))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("speakers.pth: ")
        .hasMessageContaining(problem);
  }

  private Map<String, Voice> read(Map<String, ?> speakers) throws IOException {
    return SpeakersFile.read(write("speakers.pth", speakers), CONFIG, CheckpointLimits.DEFAULTS);
  }

  private Path write(String name, Map<String, ?> speakers) throws IOException {
    Path file = folder.resolve(name);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      TorchFileWriter.write(channel, "speakers", speakers, ConversionProgress.IGNORED);
    }
    return file;
  }

  private static Map<String, TensorSource> speaker(TensorSource latents, TensorSource embedding) {
    return Map.of("gpt_cond_latent", latents, "speaker_embedding", embedding);
  }
}
